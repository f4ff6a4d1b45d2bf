using System.Globalization;
using AiScholar.Rl.Core;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Forecasts running work. What comes next: back-off n-grams, unordered contexts and a logistic model over facts, mixed by weights learnt online (<see cref="ContextModel"/>). The remaining time: a quantile
/// regression forest over moments of finished sessions (<see cref="RemainingForest"/>), its quantiles corrected by where the newest outcomes fell (<see cref="QuantileCalibration"/>). Every session is
/// forecast before it is learnt.
/// </summary>
/// <remarks>The forest is grown anew after every quarter more of sessions, outside the lock that forecasts take; between, sessions go into its leaves. The same sessions in the same order give the same forecasts.</remarks>
internal sealed class WorkflowForecaster : IWorkflowForecaster, IDisposable
{
    private const double LongestSeconds = 1000 * 365.25 * 86400;
    private const double Growth = 0.25;
    private const int SessionShare = 64;

    private readonly WorkflowForecastOptions _options;
    private readonly TimeProvider _clock;
    private readonly int _seed;
    private readonly ContextModelSettings _settings;
    private readonly GuardedState<ForecastState> _state;
    private readonly SemaphoreSlim _learning = new(1, 1);

    public WorkflowForecaster(IOptions<WorkflowForecastOptions> options, IOptions<AdvancedRlOptions> all, TimeProvider clock)
    {
        (_options, _clock, _seed) = (options.Value, clock, all.Value.Seed ?? 0);
        _settings = new ContextModelSettings { MaxActions = _options.MaximumActivityKinds, MaxContexts = _options.MaximumContexts, MaxFeatures = _options.MaximumFacts, Seed = _seed };
        _state = new GuardedState<ForecastState>("workflow-forecaster", 1, new ForecastState(_settings));
    }

    public long SessionCount
    {
        get
        {
            _state.Gate.EnterReadLock();
            try
            {
                return _state.Value.Sessions;
            }
            finally
            {
                _state.Gate.ExitReadLock();
            }
        }
    }

    public async ValueTask ObserveAsync(WorkflowSession session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        WorkflowActivity[] activities = ForecastChecks.Session(session, _options.MaximumActivities);
        await _learning.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ForecastState state = _state.Value;
            _state.Gate.EnterWriteLock();
            try
            {
                Learn(state, session, activities);
            }
            finally
            {
                _state.Gate.ExitWriteLock();
            }

            // Nobody else changes the moments while this one learns, so forecasts need not wait for the trees.
            long added = state.TimedSessions - state.GrownAt, kept = state.Moments.Count == 0 ? 0 : state.TimedSessions - state.Moments.Peek().Session;
            if (added > 0 && added >= Growth * Math.Min(kept, state.GrownAt))
                Grow(state);
        }
        finally
        {
            _learning.Release();
        }
    }

    public ValueTask<WorkflowForecast?> ForecastAsync(RunningWorkflow workflow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = workflow.Now ?? _clock.GetUtcNow();
        WorkflowActivity[] activities = ForecastChecks.Running(workflow, now, _options.MaximumActivities);
        var tracker = new WorkTracker(workflow.WorkflowId, workflow.Domain, workflow.Attributes);
        foreach (WorkflowActivity activity in activities)
            tracker.Add(activity);
        bool hasTimes = activities.Length > 0 && activities.All(activity => WorkTracker.TimeOf(activity) is not null);
        _state.Gate.EnterReadLock();
        try
        {
            ForecastState state = _state.Value;
            ResearchAssistantTelemetry.OnForecast();
            return ValueTask.FromResult(state.Sessions == 0 ? null : Forecast(state, tracker, hasTimes, now, workflow.Deadline));
        }
        finally
        {
            _state.Gate.ExitReadLock();
        }
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) =>
        _state.SaveAsync(destination, static (writer, state) => state.Write(writer), cancellationToken);

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        await _learning.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _state.LoadAsync(source, reader => ForecastState.Read(reader, _settings), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _learning.Release();
        }
    }

    public void Dispose()
    {
        _state.Dispose();
        _learning.Dispose();
    }

    private void Learn(ForecastState state, WorkflowSession session, WorkflowActivity[] activities)
    {
        bool hasTimes = activities.All(activity => WorkTracker.TimeOf(activity) is not null);
        DateTimeOffset end = hasTimes ? activities.Max(activity => activity.End ?? activity.Start!.Value) : default;
        var tracker = new WorkTracker(session.WorkflowId, session.Domain, session.Attributes);
        var examples = new List<MomentExample>();
        int kept = Math.Min(activities.Length, SessionShare), taken = 0;
        for (int done = 0; done <= activities.Length; done++)
        {
            if (done > 0)
                tracker.Add(activities[done - 1]);
            state.Next.Observe(tracker.Actions, tracker.Features(), done < activities.Length ? activities[done].Name : ForecastState.End, null);
            // Of a long session moments at an even spread, the last one among them.
            if (!hasTimes || done == 0 || (long)done * kept / activities.Length <= taken)
                continue;
            taken++;
            double seconds = (end - WorkTracker.TimeOf(activities[done - 1])!.Value).TotalSeconds;
            examples.Add(new MomentExample(state.TimedSessions, tracker.ToMoment(state.Names, add: true), (float)Math.Clamp(seconds, 0, LongestSeconds)));
        }

        state.Sessions++;
        if (!hasTimes)
            return;
        state.TimedSessions++;
        foreach (MomentExample example in examples)
        {
            if (state.Forest is { } forest)
                state.Calibration.Add(forest.At(example.Moment), example.Seconds);
        }

        foreach (MomentExample example in examples)
        {
            state.Forest?.Add(example);
            state.Moments.Enqueue(example);
        }

        while (state.Moments.Count > _options.MaximumMoments)
            state.Moments.Dequeue();
    }

    private void Grow(ForecastState state)
    {
        long started = _clock.GetTimestamp();
        RemainingForest grown = RemainingForest.Grow(state.Moments.ToArray(), _options.Trees, _options.LeafSize, _seed);
        _state.Gate.EnterWriteLock();
        try
        {
            (state.Forest, state.GrownAt) = (grown, state.TimedSessions);
        }
        finally
        {
            _state.Gate.ExitWriteLock();
        }

        ResearchAssistantTelemetry.OnForestGrown(_clock.GetElapsedTime(started));
    }

    private static WorkflowForecast Forecast(ForecastState state, WorkTracker tracker, bool hasTimes, DateTimeOffset now, DateTimeOffset? deadline)
    {
        ContextModel next = state.Next;
        double[] probabilities = new double[next.Vocabulary.Count];
        int[] history = next.History(tracker.Actions, add: false);
        next.Fill(tracker.Actions, tracker.Features(), history, probabilities);
        (int matched, double times) = next.Longest(history);
        NextActivity[] activities = [.. probabilities
            .Select((probability, id) => new NextActivity { Name = next.Vocabulary[id] is { Length: > 0 } name ? name : null, Probability = Math.Clamp(probability, 0, 1) })
            .OrderByDescending(activity => activity.Probability)];
        WeightedSample? remaining = hasTimes ? Remaining(state, tracker, now) : null;
        var forecast = new WorkflowForecast
        {
            NextActivities = activities,
            EndProbability = activities.FirstOrDefault(activity => activity.Name is null)?.Probability ?? 0,
            MatchedActivities = matched,
            MatchedCount = (long)times,
            SimilarCount = remaining?.EffectiveCount ?? 0,
            Basis = string.Create(CultureInfo.InvariantCulture, $"{Matched(matched, (long)times)}{(remaining is null ? "" : $"; the remaining time of about {remaining.EffectiveCount:0} like moments")}, of {state.Sessions} sessions"),
        };
        return remaining is null ? forecast : forecast with
        {
            RemainingTime = new RemainingTime
            {
                Median = Quantile(0.5),
                LowerQuantile = Quantile(0.1),
                UpperQuantile = Quantile(0.9),
                Mean = Span(remaining.Mean()),
            },
            DelayProbability = deadline is not { } due ? null : due < now ? 1 : Math.Clamp(1 - state.Calibration.Probability(remaining.Cdf((due - now).TotalSeconds)), 0, 1),
        };

        TimeSpan Quantile(double probability) => Span(remaining.Quantile(state.Calibration.Level(probability)));
    }

    /// <summary>The distribution of the time from now on, given that the work has not ended since its last activity.</summary>
    private static WeightedSample? Remaining(ForecastState state, WorkTracker tracker, DateTimeOffset now)
    {
        if (state.Forest is not { } forest)
            return null;
        WeightedSample atLast = forest.At(tracker.ToMoment(state.Names, add: false));
        double waited = (now - tracker.Actions[^1].Time).TotalSeconds;
        if (waited <= 0)
            return atLast;
        // Longer than anything seen: as long again, the median of a Pareto tail of exponent 1.
        return atLast.Beyond(waited) ?? WeightedSample.Create([WeightedSample.Key((float)Math.Min(waited, LongestSeconds), 0)], [1]);
    }

    private static string Matched(int matched, long times) => matched == 0
        ? "how frequent activities are"
        : string.Create(CultureInfo.InvariantCulture, $"what followed the last {(matched == 1 ? "activity" : $"{matched} activities")}, met {times} times");

    private static TimeSpan Span(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestSeconds));
}
