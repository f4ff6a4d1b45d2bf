namespace AiScholar.Rl.Core.Tests.Drift;

[Trait("Category", "Unit")]
public class ChangeDetectorTests
{
    public static TheoryData<string> Detectors => ["adwin", "page-hinkley"];

    [Theory]
    [MemberData(nameof(Detectors))]
    public void Add_MeanStays_TellsNoChange(string name)
    {
        IChangeDetector detector = Create(name);
        var random = new Random(1);
        int alarms = 0;
        for (int i = 0; i < 5000; i++)
            alarms += detector.Add(random.NextDouble() < 0.3 ? 1 : 0) ? 1 : 0;

        Assert.Equal(0, alarms);
    }

    [Theory]
    [MemberData(nameof(Detectors))]
    public void Add_MeanRises_IsToldWithinAHundred(string name)
    {
        IChangeDetector detector = Create(name);
        var random = new Random(2);
        for (int i = 0; i < 1000; i++)
            detector.Add(random.NextDouble() < 0.2 ? 1 : 0);

        Assert.InRange(Enumerable.Range(1, 1000).First(_ => detector.Add(random.NextDouble() < 0.8 ? 1 : 0)), 1, 100);
    }

    [Theory]
    [MemberData(nameof(Detectors))]
    public void Add_MeanFalls_TellsNoChange(string name)
    {
        IChangeDetector detector = Create(name);
        var random = new Random(3);
        for (int i = 0; i < 1000; i++)
            detector.Add(random.NextDouble() < 0.8 ? 1 : 0);

        Assert.DoesNotContain(Enumerable.Range(0, 1000), _ => detector.Add(random.NextDouble() < 0.2 ? 1 : 0));
    }

    [Theory]
    [MemberData(nameof(Detectors))]
    public void Add_NotFinite_IsRejectedAndNothingSeen(string name)
    {
        IChangeDetector detector = Create(name);

        Assert.Throws<ArgumentOutOfRangeException>(() => detector.Add(double.NaN));
        Assert.Equal(0, detector.Count);
    }

    [Theory]
    [MemberData(nameof(Detectors))]
    public void Reset_AfterNumbers_IsLikeNew(string name)
    {
        IChangeDetector used = Create(name);
        IChangeDetector fresh = Create(name);
        for (int i = 0; i < 333; i++)
            used.Add(i % 2);
        used.Reset();

        var random = new Random(4);
        for (int i = 0; i < 500; i++)
        {
            double value = random.NextDouble() * (i < 250 ? 0.2 : 1);
            Assert.Equal(fresh.Add(value), used.Add(value));
        }

        Assert.Equal(fresh.Count, used.Count);
    }

    [Fact]
    public void AdwinMean_AfterARise_IsOfTheNewWindow()
    {
        var detector = new AdwinDetector();
        for (int i = 0; i < 2000; i++)
            detector.Add(i < 1000 ? 0.1 : 0.9);

        Assert.Equal(0.9, detector.Mean, 0.02);
        Assert.InRange(detector.Count, 500, 1000);
    }

    [Fact]
    public void AdwinMean_Stationary_EqualsTheMeanOfAll()
    {
        var detector = new AdwinDetector();
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 3000).Select(_ => random.NextDouble())];
        foreach (double value in values)
            detector.Add(value);

        Assert.Equal(values.Length, detector.Count);
        Assert.Equal(values.Average(), detector.Mean, 9);
    }

    [Fact]
    public void Create_ArgumentOutOfRange_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdwinDetector(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkleyDetector(threshold: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkleyDetector(tolerance: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PageHinkleyDetector(minimumCount: 0));
    }

    private static IChangeDetector Create(string name) => name == "adwin" ? new AdwinDetector() : new PageHinkleyDetector(threshold: 20);
}
