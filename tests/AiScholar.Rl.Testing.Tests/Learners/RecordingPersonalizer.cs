namespace AiScholar.Rl.Testing.Tests;

/// <summary>A host's own implementation of the loop: always the first action.</summary>
internal sealed class RecordingPersonalizer(TimeProvider clock) : IPersonalizer
{
    public string LoopName => "own";

    public int Decisions { get; private set; }

    public int Rewards { get; private set; }

    public DateTimeOffset FirstTime { get; } = clock.GetUtcNow();

    public DateTimeOffset LastTime { get; private set; }

    public ValueTask<Decision> DecideAsync(DecisionRequest request, CancellationToken cancellationToken = default)
    {
        LastTime = clock.GetUtcNow();
        return ValueTask.FromResult(new Decision
        {
            EventId = $"{Decisions++}",
            LoopName = LoopName,
            ChosenActionId = request.Actions[0].Id,
            Propensity = 1,
            Ranking = [.. request.Actions.Select((action, index) => new RankedAction { ActionId = action.Id, Propensity = index == 0 ? 1 : 0 })],
            PolicyName = "first",
        });
    }

    public ValueTask<RewardResult> RewardAsync(RewardRequest request, CancellationToken cancellationToken = default)
    {
        Rewards++;
        return ValueTask.FromResult(new RewardResult { EventId = request.EventId, Status = RewardStatus.Learned });
    }

    public ValueTask<bool> ActivateAsync(string eventId, string tenantId = "", CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<AdaptationResult> AdaptAsync(UserProfile profile, UserContext context, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask LearnAsync(Feedback feedback, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask ObserveAsync(UserContext context, UserAction action, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public LoopStatistics GetStatistics() => throw new NotSupportedException();

    public ValueTask<long> ForgetUserAsync(string userId, string tenantId = "", CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public IAsyncEnumerable<LoggedDecision> ExportUserAsync(string userId, string tenantId = "", CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
