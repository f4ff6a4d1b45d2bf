using System.Text;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class JsonLogTests
{
    private static readonly string Session = AdvancedRlJson.Serialize(Logs.Session(1, "ab") with { Succeeded = true });

    [Fact]
    public async Task ReadAsync_Array_GivesItsSessions() => Assert.Equal(["s1", "s1"], (await ReadAsync($"[{Session},{Session}]")).Select(session => session.Id));

    [Fact]
    public async Task ReadAsync_OneALine_GivesThem()
    {
        List<WorkflowSession> sessions = await ReadAsync($"\n{Session}\n{Session}\n", new SessionLogOptions { Domain = "lab" });

        Assert.Equal((2, "lab", true), (sessions.Count, sessions[1].Domain, sessions[1].Succeeded));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[{\"id\": 5}]", "session 1")]
    [InlineData("[null]", "null")]
    [InlineData("{\"id\":\"x\"", "session 1")]
    public async Task ReadAsync_Damaged_NamesTheSession(string log, string expected) =>
        Assert.Contains(expected, (await Assert.ThrowsAsync<WorkflowException>(() => ReadAsync(log))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task ReadAsync_TooMuch_NamesTheLimit()
    {
        foreach ((SessionLogOptions options, string limit) in new (SessionLogOptions, string)[] { (new() { MaximumSessions = 1 }, "MaximumSessions"), (new() { MaximumActivities = 1 }, "MaximumActivities") })
            Assert.Contains(limit, (await Assert.ThrowsAsync<WorkflowException>(() => ReadAsync($"[{Session},{Session}]", options))).Message, StringComparison.Ordinal);
    }

    private static async Task<List<WorkflowSession>> ReadAsync(string log, SessionLogOptions? options = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(log));
        return await JsonLog.ReadAsync(stream, options).ToListAsync();
    }
}
