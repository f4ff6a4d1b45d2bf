using System.Globalization;
using AiScholar.Rl.Evaluation.Behavior;

namespace AiScholar.Rl.Evaluation.Forecasts;

/// <summary>A case as a session, with what is true of it.</summary>
internal sealed class TimedCase
{
    private readonly EventCase _trace;
    private readonly WorkflowActivity[] _activities;

    public TimedCase(EventCase trace)
    {
        _trace = trace;
        _activities = [.. trace.Events.Select(happened => new WorkflowActivity
        {
            Name = happened.Activity,
            Start = happened.Time,
            Features = [.. happened.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => ToFeature(pair.Key, pair.Value.Type, pair.Value.Value))],
        })];
    }

    public string Id => _trace.Id;

    public int Count => _activities.Length;

    public DateTimeOffset Start => _trace.Events[0].Time;

    public DateTimeOffset End => _trace.Events[^1].Time;

    public double TotalDays => (End - Start).TotalDays;

    public WorkflowSession Session => new() { Id = Id, Activities = _activities };

    public double RemainingDays(int count) => (End - _trace.Events[count - 1].Time).TotalDays;

    public double ElapsedDays(int count) => (_trace.Events[count - 1].Time - Start).TotalDays;

    /// <summary>The activity after so many; null for the end.</summary>
    public string? Next(int count) => count < Count ? _activities[count].Name : null;

    /// <summary>The case as it was known at the moment of its event number <paramref name="count"/>.</summary>
    public RunningWorkflow After(int count, TimeSpan deadline) => new()
    {
        Id = Id,
        Activities = _activities[..count],
        Now = _trace.Events[count - 1].Time,
        Deadline = Start + deadline,
    };

    private static Feature ToFeature(string key, string type, string value) =>
        type is "int" or "float" && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? Feature.Numeric(key, number)
            : Feature.Categorical(key, value);
}
