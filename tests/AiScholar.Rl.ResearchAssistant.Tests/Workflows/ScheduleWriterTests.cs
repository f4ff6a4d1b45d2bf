using System.Text;
using System.Xml.Linq;
using static AiScholar.Rl.ResearchAssistant.Tests.SmallWorkflows;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>What is written is what its format allows.</summary>
[Trait("Category", "Unit")]
public sealed class ScheduleWriterTests
{
    private const string Name = "Wash; rinse, <b>dry</b> & \\ \"count\":\nthe cells of every plate, über alle Maßen — 細胞を数える 細胞を数える 細胞を数える";

    [Fact]
    public async Task ICalendar_LongNameAndSplitTask_IsFoldedEscapedAndInParts()
    {
        OptimizedWorkflow optimized = await OptimizedAsync();

        string text = ICalendarWriter.Write(optimized);

        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        string unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Wash\\; rinse\\, <b>dry</b> & \\\\ \"count\":\\nthe cells", unfolded, StringComparison.Ordinal);
        Assert.Contains("(2/2)\r\n", unfolded, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20261102T090000Z\r\nDTEND:20261102T170000Z", unfolded, StringComparison.Ordinal);
        Assert.Contains("DESCRIPTION:People: Ada\\nNeeds: bench", unfolded, StringComparison.Ordinal);
        Assert.Equal(2, unfolded.Split("BEGIN:VEVENT").Length - 1);
        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void ICalendar_NoStart_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ICalendarWriter.Write(new OptimizedWorkflow { OriginalWorkflow = Of(), OptimizedTasks = [], Makespan = TimeSpan.Zero, EfficiencyImprovement = 0, OptimizationRationale = [] }));

    [Fact]
    public async Task Svg_HostileName_IsWellFormedAndInert()
    {
        XDocument svg = XDocument.Parse(SvgGantt.Render(await OptimizedAsync()));

        Assert.Equal("svg", svg.Root!.Name.LocalName);
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "b" or "script" or "a");
        Assert.Equal(2 + 1, svg.Descendants().Count(element => element.Name.LocalName == "rect"));
        Assert.Throws<ArgumentOutOfRangeException>(() => SvgGantt.Render(new OptimizedWorkflow { OriginalWorkflow = Of(), OptimizedTasks = [], Makespan = TimeSpan.Zero, EfficiencyImprovement = 0, OptimizationRationale = [] }, 50));
    }

    [Fact]
    public async Task Mermaid_HostileName_StaysInItsLine()
    {
        string text = MermaidGantt.Render(await OptimizedAsync());

        string[] lines = text.TrimEnd('\n').Split('\n');
        Assert.Equal("gantt", lines[0]);
        Assert.Equal(4 + 1 + 2, lines.Length);
        Assert.All(lines[^2..], line => Assert.Equal(1, line.Count(sign => sign == ':') - line.Split("T")[^1].Count(sign => sign == ':') - line.Split("T")[^2].Count(sign => sign == ':')));
        Assert.Contains("crit, t1, 2026-11-02T09:00:00, 2026-11-02T17:00:00", text, StringComparison.Ordinal);
    }

    private static Task<OptimizedWorkflow> OptimizedAsync() => (Of(Task("a", 10).Skilled("wash").Needs("bench") with { Name = Name, TaskType = "wash" }) with
    {
        People = [Person("p", "wash") with { Name = "Ada", CalendarId = "office" }],
        Calendars = [NineToFive()],
        StartsAt = Monday,
        Resources = [new ResearchResource { Id = "bench", Capacity = 1 }],
    }).SolveAsync();
}
