using System.Text;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class CsvLogTests
{
    private const string Log = "session,activity,start,person,succeeded,lab\r\n1,\"a, then \"\"b\"\"\",2026-01-01T10:00:00Z,ann,true,north\r\n2,c,,,,\r\n1,d,2026-01-01T11:00:00Z,bob,true,north\r\n";

    [Fact]
    public async Task ReadAsync_Log_CollectsTheRowsOfEachSession()
    {
        List<WorkflowSession> sessions = await ReadAsync(Log);

        Assert.Equal(["1", "2"], sessions.Select(session => session.Id));
        Assert.Equal(["a, then \"b\"", "d"], sessions[0].Activities.Select(activity => activity.Name));
        Assert.Equal((true, "north", "ann"), (sessions[0].Succeeded, sessions[0].Attributes["lab"], sessions[0].Activities[0].Person));
        Assert.Equal((null, 0), (sessions[1].Succeeded, sessions[1].Attributes.Count));
    }

    [Fact]
    public async Task ReadAsync_Grouped_StreamsSessions() =>
        Assert.Equal(["1", "2", "1"], (await ReadAsync(Log, new CsvLogOptions { IsGrouped = true })).Select(session => session.Id));

    [Fact]
    public async Task ReadAsync_OtherColumns_AreFoundByName() =>
        Assert.Equal("x", (await ReadAsync("case;what\n7;x\n", new CsvLogOptions { SessionColumn = "case", ActivityColumn = "what", Separator = ';' }))[0].Activities[0].Name);

    [Theory]
    [InlineData("", "empty")]
    [InlineData("session,what\n1,a\n", "no column 'activity'; set ActivityColumn")]
    [InlineData("session,activity\n1\n", "line 2: it has 1 columns, the first line has 2")]
    [InlineData("session,activity\n1,a\n,b\n", "line 3: the column 'session' is empty")]
    [InlineData("session,activity\n1,\"a\n", "a quote is not closed")]
    [InlineData("session,activity,start\n1,a,noon\n", "line 2: 'noon' is no time")]
    [InlineData("session,activity,succeeded\n1,a,maybe\n", "neither true nor false")]
    [InlineData("session,session,activity\n1,1,a\n", "stands twice")]
    public async Task ReadAsync_Damaged_SaysWhatAndWhere(string log, string expected) =>
        Assert.Contains(expected, (await Assert.ThrowsAsync<WorkflowException>(() => ReadAsync(log))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_TooMuch_NamesTheLimit()
    {
        foreach ((CsvLogOptions options, string limit) in new (CsvLogOptions, string)[]
        {
            (new() { MaximumSessions = 1 }, "MaximumSessions"), (new() { MaximumActivities = 1 }, "MaximumActivities"), (new() { MaximumAttributes = 2 }, "MaximumAttributes"), (new() { MaximumTextLength = 8 }, "MaximumTextLength"),
        })
        {
            Assert.Contains(limit, (await Assert.ThrowsAsync<WorkflowException>(() => ReadAsync(Log, options))).Message, StringComparison.Ordinal);
        }
    }

    private static async Task<List<WorkflowSession>> ReadAsync(string log, CsvLogOptions? options = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log));
        return await CsvLog.ReadAsync(stream, options).ToListAsync();
    }
}
