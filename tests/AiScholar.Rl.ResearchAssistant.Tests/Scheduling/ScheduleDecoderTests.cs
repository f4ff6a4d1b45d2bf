using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class ScheduleDecoderTests
{
    [Fact]
    public void Decode_RandomProblems_PackedAndEventProfilesAgreeWithTheNaiveDispatch() =>
        RandomProblems.Of(1, 12).Sample(problem =>
        {
            int[] list = problem.TopologicalOrder;
            var packed = new long[problem.TaskCount];
            var events = new long[problem.TaskCount];
            long packedMakespan = new ScheduleDecoder<PackedProfile>(problem, new PackedProfile(problem)).Decode(list, packed);
            long eventMakespan = new ScheduleDecoder<EventProfile>(problem, new EventProfile(problem)).Decode(list, events);

            long[] naive = NaiveSchedules.Dispatch(problem, list);
            Assert.Equal(naive, packed);
            Assert.Equal(naive, events);
            Assert.Equal(NaiveSchedules.Makespan(problem, naive), packedMakespan);
            Assert.Equal(packedMakespan, eventMakespan);
        }, iter: 2000, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Decode_ASecondTime_StartsFromAFreeProfile()
    {
        SchedulingProblem problem = SchedulingProblemBuilder.Build([3, 4], [], [1], [1, 1]);
        ScheduleDecoder decoder = ScheduleDecoder.For(problem);
        var starts = new long[2];

        decoder.Decode([0, 1], starts);
        long makespan = decoder.Decode([1, 0], starts);

        Assert.Equal(7, makespan);
        Assert.Equal([4, 0], starts);
    }

    [Fact]
    public void Fits_ManyResourcesOrLongTimes_LeavesThemToTheEventProfile()
    {
        Assert.True(PackedProfile.Fits(SchedulingProblemBuilder.Build([5], [], [1, 1, 1, 1], [1, 1, 1, 1])));
        Assert.False(PackedProfile.Fits(SchedulingProblemBuilder.Build([5], [], [1, 1, 1, 1, 1], [1, 1, 1, 1, 1])));
        Assert.False(PackedProfile.Fits(SchedulingProblemBuilder.Build([5_000_000], [], [1], [1])));
        Assert.False(PackedProfile.Fits(SchedulingProblemBuilder.Build([5], [], [40_000], [1])));
    }
}
