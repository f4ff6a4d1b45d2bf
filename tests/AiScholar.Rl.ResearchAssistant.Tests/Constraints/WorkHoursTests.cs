using CsCheck;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Working hours against counting unit by unit.</summary>
[Trait("Category", "Unit")]
public sealed class WorkHoursTests
{
    private static readonly Gen<WorkHours> Hours = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5]).Array[1, 6].Select(gaps =>
    {
        var intervals = new List<(long, long)>();
        long at = 0;
        foreach ((int gap, int length) in gaps)
        {
            intervals.Add((at + gap, at + gap + length));
            at += gap + length;
        }

        return new WorkHours(intervals);
    });

    [Fact]
    public void EndOf_AnyStartAndWork_CountsOpenUnits() =>
        Gen.Select(Hours, Gen.Long[0, 20], Gen.Long[1, 12]).Sample((hours, time, work) =>
        {
            long start = hours.NextOpen(time);
            if (start >= WorkTime.Never)
                return true;
            long at = start, left = work;
            while (left > 0 && at < 60)
                left -= IsOpen(hours, at++) ? 1 : 0;
            return hours.EndOf(start, work) == (left > 0 ? WorkTime.Never : at);
        });

    [Fact]
    public void AlignForEnd_Split_IsTheFirstStartThatEndsLateEnough() =>
        Gen.Select(Hours, Gen.Long[0, 15], Gen.Long[1, 5], Gen.Long[0, 40]).Sample((hours, time, work, end) =>
        {
            long start = time;
            while (start < 60 && !(IsOpen(hours, start) && hours.EndOf(start, work) >= end))
                start++;
            long expected = start == 60 || hours.EndOf(start, work) >= WorkTime.Never ? WorkTime.Never : start;
            long aligned = WorkTime.AlignForEnd(hours, BreakBehavior.Split, time, work, end);
            return expected == WorkTime.Never ? WorkTime.EndOf(hours, BreakBehavior.Split, aligned, work) >= WorkTime.Never : aligned == expected;
        });

    [Fact]
    public void NextFit_AnyWork_IsTheFirstStretchLongEnough() =>
        Gen.Select(Hours, Gen.Long[0, 20], Gen.Long[1, 5]).Sample((hours, time, work) =>
        {
            long start = time;
            while (start < 60 && !Enumerable.Range(0, (int)work).All(unit => IsOpen(hours, start + unit)))
                start++;
            return hours.NextFit(time, work) == (start == 60 ? WorkTime.Never : start);
        });

    [Fact]
    public void And_TwoCalendars_IsOpenWhereBothAre() =>
        Gen.Select(Hours, Hours).Sample((first, second) =>
        {
            WorkHours both = first.And(second);
            return Enumerable.Range(0, 60).All(time => IsOpen(both, time) == (IsOpen(first, time) && IsOpen(second, time)));
        });

    private static bool IsOpen(WorkHours hours, long time) => Enumerable.Range(0, hours.Count).Any(i => hours[i].From <= time && time < hours[i].Until);
}
