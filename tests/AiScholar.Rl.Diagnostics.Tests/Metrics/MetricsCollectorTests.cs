using CsCheck;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;

namespace AiScholar.Rl.Diagnostics.Tests.Metrics;

[Trait("Category", "Unit")]
public sealed class MetricsCollectorTests
{
    private static readonly Dictionary<string, string> Biology = new() { ["domain"] = "biology" };
    private static readonly Dictionary<string, string> History = new() { ["domain"] = "history" };

    [Fact]
    public void RecordCounter_SeveralAmounts_AddsThemUpPerTags()
    {
        using var collector = new ReadingCollector();

        collector.RecordCounter("papers", 2, Biology);
        collector.RecordCounter("papers", 3, Biology);
        collector.RecordCounter("papers", tags: History);

        MetricValue[] values = [.. collector.CollectMetrics()];
        Assert.Equal(2, values.Length);
        MetricValue biology = Assert.Single(values, value => value.Tags["domain"] == "biology");
        Assert.Equal("reading.papers", biology.Name);
        Assert.Equal(5, biology.Value);
        Assert.Equal(MetricType.Counter, biology.MetricType);
        Assert.Equal(1, Assert.Single(values, value => value.Tags["domain"] == "history").Value);
    }

    [Fact]
    public void RecordCounter_TagsInAnotherOrder_IsTheSameSeries()
    {
        using var collector = new ReadingCollector();

        collector.RecordCounter("papers", 1, new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" });
        collector.RecordCounter("papers", 1, new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" });

        Assert.Equal(2, Assert.Single(collector.CollectMetrics()).Value);
    }

    [Fact]
    public void RecordGauge_SeveralValues_KeepsTheLast()
    {
        using var collector = new ReadingCollector();

        collector.RecordGauge("queue", 7, "{paper}");
        collector.RecordGauge("queue", 3, "{paper}");

        MetricValue value = Assert.Single(collector.CollectMetrics());
        Assert.Equal(3, value.Value);
        Assert.Equal(MetricType.Gauge, value.MetricType);
        Assert.Equal("{paper}", value.Unit);
    }

    [Fact]
    public void RecordHistogram_SeveralValues_GivesMeanCountAndMaximum()
    {
        using var collector = new ReadingCollector();

        foreach (double pages in (double[])[10, 20, 60])
            collector.RecordHistogram("pages", pages, "{page}");

        Dictionary<string, MetricValue> values = collector.CollectMetrics().ToDictionary(value => value.Name);
        Assert.Equal(30, values["reading.pages"].Value);
        Assert.Equal(MetricType.Histogram, values["reading.pages"].MetricType);
        Assert.Equal(3, values["reading.pages.count"].Value);
        Assert.Equal(60, values["reading.pages.max"].Value);
    }

    [Fact]
    public void RecordTimer_Duration_IsATimerInSeconds()
    {
        using var collector = new ReadingCollector();

        collector.RecordTimer("parse", TimeSpan.FromMilliseconds(250));

        MetricValue value = Assert.Single(collector.CollectMetrics(), value => value.Name == "reading.parse");
        Assert.Equal(0.25, value.Value);
        Assert.Equal("s", value.Unit);
        Assert.Equal(MetricType.Timer, value.MetricType);
    }

    [Fact]
    public void RecordOperation_SuccessAndFailure_CountsBothAndTimesEach()
    {
        using var collector = new ReadingCollector();

        collector.RecordOperation("parse", success: true, TimeSpan.FromSeconds(1));
        collector.RecordOperation("parse", success: true, TimeSpan.FromSeconds(3));
        collector.RecordOperation("parse", success: false, TimeSpan.FromSeconds(10));

        MetricValue[] values = [.. collector.CollectMetrics()];
        Assert.Equal(3, Assert.Single(values, value => value.Name == "reading.parse_total").Value);
        Assert.Equal(2, Assert.Single(values, value => value.Name == "reading.parse_success").Value);
        Assert.Equal(2, Assert.Single(values, value => value.Name == "reading.parse_duration" && value.Tags["success"] == "true").Value);
        Assert.Equal(10, Assert.Single(values, value => value.Name == "reading.parse_duration" && value.Tags["success"] == "false").Value);
    }

    [Fact]
    public void CollectMetrics_ComputedGauge_IsRecordedFirst()
    {
        using var collector = new ReadingCollector();
        collector.Answer(true);
        collector.Answer(false);
        collector.Answer(true);
        collector.Answer(true);

        MetricValue value = Assert.Single(collector.CollectMetrics());

        Assert.Equal(("reading.accuracy", 0.75), (value.Name, value.Value));
    }

    [Fact]
    public void CollectMetrics_Timestamp_IsTheClocks()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 3, 10, 0, 0, TimeSpan.Zero));
        using var collector = new ReadingCollector(time: time);
        collector.RecordCounter("papers");

        Assert.Equal(time.GetUtcNow(), Assert.Single(collector.CollectMetrics()).Timestamp);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void RecordCounter_InvalidAmount_IsCountedAsInvalidOnly(double amount)
    {
        using var collector = new ReadingCollector();
        collector.RecordCounter("papers", 2);

        collector.RecordCounter("papers", amount);

        Dictionary<string, double> values = collector.CollectMetrics().ToDictionary(value => value.Name, value => value.Value);
        Assert.Equal(2, values["reading.papers"]);
        Assert.Equal(1, values["reading.invalid_measurements"]);
    }

    [Fact]
    public void RecordTimer_NegativeDuration_IsCountedAsInvalidOnly()
    {
        using var collector = new ReadingCollector();

        collector.RecordTimer("parse", TimeSpan.FromSeconds(-1));
        collector.RecordOperation("parse", success: true, TimeSpan.FromSeconds(-1));

        Assert.Equal(2, Assert.Single(collector.CollectMetrics(), value => value.Name == "reading.invalid_measurements").Value);
        Assert.DoesNotContain(collector.CollectMetrics(), value => value.MetricType == MetricType.Timer);
    }

    [Fact]
    public void RecordGauge_NameOfACounter_Throws()
    {
        using var collector = new ReadingCollector();
        collector.RecordCounter("papers");

        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => collector.RecordGauge("papers", 1));

        Assert.Contains("'papers' of reading", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RecordCounter_MoreTagsThanTheLimit_AreSummedUpInTheOverflow()
    {
        using var collector = new ReadingCollector(limit: 3);

        for (int i = 0; i < 10; i++)
            collector.RecordCounter("papers", 1, new Dictionary<string, string> { ["id"] = $"{i}" });

        MetricValue[] values = [.. collector.CollectMetrics()];
        Assert.Equal(4, values.Length);
        Assert.Equal(7, Assert.Single(values, value => value.Tags.ContainsKey("otel.metric.overflow")).Value);
        Assert.Equal(10, values.Sum(value => value.Value));
    }

    [Fact]
    public async Task RecordCounter_ManyThreads_LosesNothing()
    {
        using var collector = new ReadingCollector();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                collector.RecordCounter("papers", 1, thread % 2 == 0 ? Biology : History);
                collector.RecordOperation("parse", i % 2 == 0, TimeSpan.FromSeconds(1));
                collector.CollectMetrics();
            }
        })));

        MetricValue[] values = [.. collector.CollectMetrics()];
        Assert.All(values.Where(value => value.Name == "reading.papers"), value => Assert.Equal(4000, value.Value));
        Assert.Equal(8000, Assert.Single(values, value => value.Name == "reading.parse_total").Value);
        Assert.Equal(4000, Assert.Single(values, value => value.Name == "reading.parse_success").Value);
    }

    [Fact]
    public void RecordHistogram_AnyValues_MeanAndMaximumAreTheirs() =>
        Gen.Double[-1e6, 1e6].Array[1, 50].Sample(values =>
        {
            using var collector = new ReadingCollector();
            foreach (double value in values)
                collector.RecordHistogram("x", value);
            Dictionary<string, double> collected = collector.CollectMetrics().ToDictionary(value => value.Name, value => value.Value);
            Assert.Equal(values.Average(), collected["reading.x"], 1e-6);
            Assert.Equal(values.Max(), collected["reading.x.max"]);
            Assert.Equal(values.Length, collected["reading.x.count"]);
        });

    [Fact]
    public async Task Record_EachKind_ReachesDotNetsMetrics()
    {
        await using var host = new DiagnosticsHost();
        using var collector = new ReadingCollector(host.MeterFactory);
        string meter = typeof(ReadingCollector).Assembly.GetName().Name!;
        using var papers = new MetricCollector<double>(host.MeterFactory, meter, "reading.papers");
        using var queue = new MetricCollector<double>(host.MeterFactory, meter, "reading.queue");
        using var parse = new MetricCollector<double>(host.MeterFactory, meter, "reading.parse");

        collector.RecordCounter("papers", 2, Biology);
        collector.RecordGauge("queue", 5);
        collector.RecordTimer("parse", TimeSpan.FromSeconds(1.5));

        CollectedMeasurement<double> counted = Assert.Single(papers.GetMeasurementSnapshot());
        Assert.Equal(2, counted.Value);
        Assert.Equal("biology", counted.Tags["domain"]);
        Assert.Equal(5, Assert.Single(queue.GetMeasurementSnapshot()).Value);
        Assert.Equal(1.5, Assert.Single(parse.GetMeasurementSnapshot()).Value);
        Assert.Equal("s", parse.Instrument?.Unit);
    }
}
