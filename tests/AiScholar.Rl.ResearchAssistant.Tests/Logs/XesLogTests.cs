using System.ComponentModel.DataAnnotations;
using System.IO.Compression;
using System.Text;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class XesLogTests
{
    private const string Log = """
        <?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1.0">
          <string key="concept:name" value="a log"><string key="nested" value="x"/></string>
          <trace>
            <string key="concept:name" value="case 1"/>
            <string key="lab" value="north"><string key="nested" value="x"/></string>
            <boolean key="ok" value="true"/>
            <event><string key="concept:name" value="b"/><date key="time:timestamp" value="2026-01-01T12:00:00+02:00"/><string key="org:resource" value="ann"/></event>
            <event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-01-01T09:00:00Z"/><string key="lifecycle:transition" value="start"/></event>
            <event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-01-01T11:00:00Z"/><string key="lifecycle:transition" value="complete"/></event>
            <event><int key="cost" value="3"/></event>
          </trace>
          <trace/>
        </log>
        """;

    [Fact]
    public async Task ReadAsync_Log_GivesSessionsInTimeOrderWithPairedActivities()
    {
        List<WorkflowSession> sessions = await ReadAsync(Log, new XesLogOptions { SucceededKey = "ok", Domain = "lab work" });

        Assert.Equal(["case 1", "2"], sessions.Select(session => session.Id));
        WorkflowSession first = sessions[0];
        Assert.Equal((true, "lab work", "north"), (first.Succeeded, first.Domain, first.Attributes["lab"]));
        Assert.Equal(["a", "b"], first.Activities.Select(activity => activity.Name));
        Assert.Equal(TimeSpan.FromHours(2), first.Activities[0].End - first.Activities[0].Start);
        Assert.Equal(("ann", (DateTimeOffset?)null), (first.Activities[1].Person, first.Activities[1].End));
        Assert.Empty(sessions[1].Activities);
    }

    [Fact]
    public async Task ReadAsync_WithoutPairing_GivesAnActivityAnEvent() =>
        Assert.Equal("aba", string.Concat((await ReadAsync(Log, new XesLogOptions { PairLifecycle = false }))[0].Activities.Select(activity => activity.Name)));

    [Fact]
    public async Task ReadAsync_Gzip_GivesTheSame()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Log));
        packed.Position = 0;

        List<WorkflowSession> read = await XesLog.ReadAsync(packed).ToListAsync();

        Assert.Equivalent(await ReadAsync(Log), read, strict: true);
    }

    [Fact]
    public async Task ReadAsync_GzipBomb_StopsAtTheLimit()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync("<log>"u8.ToArray());
            for (int i = 0; i < 100; i++)
                await gzip.WriteAsync(new byte[10_000].AsMemory().ToArray().Select(_ => (byte)' ').ToArray());
        }

        packed.Position = 0;
        WorkflowException exception = await Assert.ThrowsAsync<WorkflowException>(async () => await XesLog.ReadAsync(packed, new XesLogOptions { MaximumBytes = 100_000 }).ToListAsync());

        Assert.Contains("MaximumBytes", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE log [<!ENTITY a \"aaaa\">]>\n<log/>", "DTD")]
    [InlineData("<html/>", "not an XES <log>")]
    [InlineData("<log>\n<trace>\n<event><date key=\"time:timestamp\" value=\"yesterday\"/></event></trace></log>", "line 3: 'yesterday' is no time")]
    [InlineData("<log><trace><event>", "damaged")]
    [InlineData("", "damaged")]
    public async Task ReadAsync_Damaged_SaysWhatAndWhere(string log, string expected) =>
        Assert.Contains(expected, (await Assert.ThrowsAsync<WorkflowException>(() => ReadAsync(log))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_TooMuch_NamesTheLimit()
    {
        foreach ((XesLogOptions options, string limit) in new (XesLogOptions, string)[]
        {
            (new() { MaximumSessions = 1 }, "MaximumSessions"), (new() { MaximumActivities = 1 }, "MaximumActivities"), (new() { MaximumAttributes = 1 }, "MaximumAttributes"), (new() { MaximumTextLength = 5 }, "MaximumTextLength"),
        })
        {
            Assert.Contains(limit, (await Assert.ThrowsAsync<WorkflowException>(() => ReadAsync(Log, options))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ReadAsync_OptionOutOfRange_IsRefused() => Assert.Throws<ValidationException>(() => XesLog.ReadAsync(Stream.Null, new XesLogOptions { MaximumBytes = 0 }));

    [Fact]
    public async Task ReadAsync_Cancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await XesLog.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(Log)), cancellationToken: new CancellationToken(true)).ToListAsync());

    [Fact]
    public async Task ReadAsync_LeftEarly_StopsReading()
    {
        string many = "<log>" + string.Concat(Enumerable.Repeat("<trace><event><string key=\"concept:name\" value=\"a\"/></event></trace>", 20_000)) + "</log>";

        Assert.Equal("1", (await XesLog.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(many))).FirstAsync()).Id);
    }

    private static async Task<List<WorkflowSession>> ReadAsync(string log, XesLogOptions? options = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log));
        return await XesLog.ReadAsync(stream, options).ToListAsync();
    }
}
