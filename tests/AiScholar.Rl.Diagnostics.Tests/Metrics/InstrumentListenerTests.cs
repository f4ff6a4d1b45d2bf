using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;

namespace AiScholar.Rl.Diagnostics.Tests.Metrics;

[Trait("Category", "Unit")]
public sealed class InstrumentListenerTests : IDisposable
{
    private readonly Meter _meter = new("Test." + Guid.NewGuid());
    private readonly InstrumentListener _listener;

    public InstrumentListenerTests() => _listener = new InstrumentListener(instrument => ReferenceEquals(instrument.Meter, _meter), new FakeTimeProvider(), 100);

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Collect_EveryNumberType_IsHeard()
    {
        _meter.CreateCounter<byte>("byte").Add(1);
        _meter.CreateCounter<short>("short").Add(2);
        _meter.CreateCounter<int>("int").Add(3);
        _meter.CreateCounter<long>("long").Add(4);
        _meter.CreateCounter<float>("float").Add(5);
        _meter.CreateCounter<double>("double").Add(6);
        _meter.CreateCounter<decimal>("decimal").Add(7);

        Dictionary<string, double> values = _listener.Collect().ToDictionary(value => value.Name, value => value.Value);

        Assert.Equal([1, 7, 6, 5, 3, 4, 2], values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => value.Value));
    }

    [Fact]
    public void Collect_EachInstrument_HasItsKind()
    {
        _meter.CreateCounter<long>("counter", "{x}").Add(2);
        UpDownCounter<long> open = _meter.CreateUpDownCounter<long>("open");
        open.Add(5);
        open.Add(-2);
        _meter.CreateGauge<double>("gauge").Record(9);
        _meter.CreateHistogram<double>("seconds", "s").Record(4);
        _meter.CreateHistogram<double>("sizes", "By").Record(8);
        _meter.CreateObservableCounter("observed", () => 11);
        _meter.CreateObservableGauge("level", () => 12);
        _meter.CreateObservableUpDownCounter("updown", () => 13);

        Dictionary<string, MetricValue> values = _listener.Collect().ToDictionary(value => value.Name);

        Assert.Equal((2, MetricType.Counter, "{x}"), (values["counter"].Value, values["counter"].MetricType, values["counter"].Unit));
        Assert.Equal((3, MetricType.Gauge), (values["open"].Value, values["open"].MetricType));
        Assert.Equal((9, MetricType.Gauge), (values["gauge"].Value, values["gauge"].MetricType));
        Assert.Equal((4, MetricType.Timer), (values["seconds"].Value, values["seconds"].MetricType));
        Assert.Equal((8, MetricType.Histogram), (values["sizes"].Value, values["sizes"].MetricType));
        Assert.Equal((11, MetricType.Counter), (values["observed"].Value, values["observed"].MetricType));
        Assert.Equal((12, MetricType.Gauge), (values["level"].Value, values["level"].MetricType));
        Assert.Equal((13, MetricType.Gauge), (values["updown"].Value, values["updown"].MetricType));
    }

    [Fact]
    public void Collect_ObservableTwice_GivesTheValueNowAndForgetsTagsThatWent()
    {
        Measurement<int>[] now = [new(1, new KeyValuePair<string, object?>("device", "cpu")), new(2, new KeyValuePair<string, object?>("device", "cuda"))];
        _meter.CreateObservableGauge("memory", () => now);
        Assert.Equal(2, _listener.Collect().Count);

        now = [new(5, new KeyValuePair<string, object?>("device", "cpu"))];

        MetricValue value = Assert.Single(_listener.Collect());
        Assert.Equal((5, "cpu"), (value.Value, value.Tags["device"]));
    }

    [Fact]
    public void Collect_TagsOfAnyType_BecomeInvariantText()
    {
        _meter.CreateCounter<int>("x").Add(1, new("text", "t"), new("flag", true), new("number", 1.5), new("none", null));

        IReadOnlyDictionary<string, string> tags = Assert.Single(_listener.Collect()).Tags;

        Assert.Equal(("t", "true", "1.5", ""), (tags["text"], tags["flag"], tags["number"], tags["none"]));
    }

    [Fact]
    public void Collect_ValueThatIsNotFinite_IsDropped()
    {
        Histogram<double> histogram = _meter.CreateHistogram<double>("x");
        histogram.Record(double.NaN);
        histogram.Record(2);

        Assert.Equal(2, Assert.Single(_listener.Collect(), value => value.Name == "x").Value);
    }

    [Fact]
    public void Collect_InstrumentOfAnotherMeter_IsNotHeard()
    {
        using var other = new Meter("Other");
        other.CreateCounter<int>("x").Add(1);

        Assert.Empty(_listener.Collect());
    }

    [Fact]
    public void Collect_ObservableThrows_ThrowsAndHearsTheRestNextTime()
    {
        bool isBroken = true;
        _meter.CreateObservableGauge("broken", () => isBroken ? throw new InvalidOperationException() : 1);

        Assert.Throws<AggregateException>(() => _listener.Collect());
        isBroken = false;

        Assert.Single(_listener.Collect());
    }
}
