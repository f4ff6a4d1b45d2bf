using System.Text;

namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class VowpalTextLogTests
{
    [Fact]
    public async Task Read_Examples_AreDecisions()
    {
        List<DecisionLogEntry> entries = await ReadAsync("""
            shared 'visit-1 |User age:30 country=nl
            |Item:2 price:1.5 red
            0:-1:0.4 |Item price:2
            |Item price:3 kind:book

            |a x
            0:0.5:1 |a y
            """);

        LoggedDecision first = entries[0].Decision!;
        Assert.Equal("visit-1", first.EventId);
        Assert.Equal([Feature.Numeric("age", 30, "User"), Feature.Categorical("country", "nl", "User")], first.Context);
        Assert.Equal([Feature.Numeric("price", 3, "Item"), Feature.Categorical("red", "1", "Item")], first.Actions[0].Features);
        Assert.Equal([Feature.Numeric("price", 3, "Item"), Feature.Categorical("kind", "book", "Item")], first.Actions[2].Features);
        Assert.Equal(1, first.ChosenIndex);
        Assert.Equal(1, first.Reward);
        Assert.Equal([0.3, 0.4, 0.3], first.Propensities.Select(propensity => Math.Round(propensity, 12)));
        LoggedDecision second = entries[1].Decision!;
        Assert.Equal(("line-6", 1, -0.5), (second.EventId, second.ChosenIndex, second.Reward!.Value));
        Assert.Equal([0, 1], second.Propensities);
        Assert.Equal(6, entries[1].LineNumber);
    }

    [Theory]
    [InlineData("no bar", "no '|'")]
    [InlineData("|a x\n|a y", "no label")]
    [InlineData("0:1:0.5 |a\n0:1:0.5 |b", "Two actions")]
    [InlineData("0:1 |a", "action:cost:probability")]
    [InlineData("0:nan:0.5 |a", "action:cost:probability")]
    [InlineData("0:1:0 |a", "action:cost:probability")]
    [InlineData("|a\nshared |b", "first line")]
    public async Task Read_BadExample_IsAnEntryWithTheReason(string text, string reason)
    {
        List<DecisionLogEntry> entries = await ReadAsync(text + "\n\n0:1:1 |a x\n");

        Assert.Contains(reason, entries[0].Error, StringComparison.Ordinal);
        Assert.NotNull(entries[1].Decision);
    }

    [Fact]
    public async Task Read_ExampleTooLong_IsABadLine()
    {
        List<DecisionLogEntry> entries = await ReadAsync(string.Concat(Enumerable.Repeat("0:1:1 |a x\n", 500)) + "\n0:1:1 |a x\n", new DecisionLogOptions { MaximumLineBytes = 2048 });

        Assert.Contains("MaximumLineBytes", entries[0].Error, StringComparison.Ordinal);
        Assert.NotNull(entries[1].Decision);
    }

    private static async Task<List<DecisionLogEntry>> ReadAsync(string text, DecisionLogOptions? options = null)
    {
        var entries = new List<DecisionLogEntry>();
        await foreach (DecisionLogEntry entry in VowpalTextLog.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), options))
            entries.Add(entry);
        return entries;
    }
}
