using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class InductiveMinerTests
{
    [Fact]
    public void Mine_L1_IsTheKnownTree() => Assert.Equal("->( 'a', X( +( 'b', 'c' ), 'e' ), 'd' )", Logs.L1.Mine());

    [Fact]
    public void Mine_L2_FindsTheLoop() => Assert.Equal("->( 'a', *( +( 'b', 'c' ), ->( 'e', 'f' ) ), 'd' )", Logs.L2.Mine());

    [Fact]
    public void Mine_L3_FindsTheLoopOverTheParallelPart() => Assert.Equal("->( 'a', *( ->( 'b', +( 'c', 'd' ), 'e' ), 'f' ), 'g' )", Logs.L3.Mine());

    [Fact]
    public void Mine_L4_FindsTheChoices() => Assert.Equal("->( X( 'a', 'b' ), 'c', X( 'd', 'e' ) )", Logs.L4.Mine());

    [Fact]
    public void Mine_L6_FindsParallelPartsOfAChoice() => Assert.Equal("->( X( ->( 'a', +( 'c', 'e' ) ), ->( 'b', +( 'd', 'f' ) ) ), 'g' )", Logs.L6.Mine());

    [Fact]
    public void Mine_L7_FindsTheLoopOfOne() => Assert.Equal("->( 'a', *( tau, 'b' ), 'c' )", Logs.L7.Mine());

    [Fact]
    public void Mine_WithNoise_LeavesTheRareWayOut() => Assert.Equal("->( 'a', 'b', 'c', 'd' )", Logs.Of("97*abcd", "1*acbd", "1*abdc", "1*bacd").Mine(noise: 0.2));

    [Fact]
    public void Mine_WithoutNoise_ReplaysEveryTrace() =>
        RandomLogs.Sample(traces =>
        {
            ActivityLog log = RandomLog(traces);
            NetGraph net = TreeNet.Build(TreeEdits.Normalize(new InductiveMiner(0, default).Mine(VariantLog.From(log.Traces))));
            NetStates states = NetStates.Explore(net, 200_000, default)!;
            foreach (int[] trace in log.Traces)
            {
                var aligner = new PrefixAligner(net, states, log.Names.Length);
                for (int depth = 0; depth < trace.Length; depth++)
                    aligner.Extend(depth + 1, trace[depth]);
                Assert.Equal(0, aligner.Align(trace).Cost);
            }
        }, iter: 100, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Mine_AnyNoise_GivesASoundNet() =>
        Gen.Select(RandomLogs, Gen.Double[0, 1]).Sample((traces, noise) =>
        {
            ActivityLog log = RandomLog(traces);
            Assert.Null(Soundness.Fault(TreeNet.Build(TreeEdits.Normalize(new InductiveMiner(noise, default).Mine(VariantLog.From(log.Traces))))));
        }, iter: 100, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Mine_Cancelled_Throws() =>
        Assert.ThrowsAny<OperationCanceledException>(() => new InductiveMiner(0, new CancellationToken(true)).Mine(VariantLog.From(Logs.L1.Log().Traces)));

    internal static Gen<string[]> RandomLogs { get; } = Gen.Char["abcdef"].Array[1, 8].Select(letters => new string(letters)).Array[1, 8];

    internal static ActivityLog RandomLog(string[] traces) => ((IReadOnlyList<WorkflowSession>)[.. traces.Select((trace, index) => Logs.Session(index, trace))]).Log();
}
