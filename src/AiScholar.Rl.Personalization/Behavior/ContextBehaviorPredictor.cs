using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>Predicts the next of at most some hundred kinds of action from the order of the last ones, the time and the context's features; see <see cref="ContextModel"/>.</summary>
/// <remarks>
/// Parameters (free-form, by name): see <see cref="ContextOptions"/>. Each tenant has a model of its own. Registered for a domain, it answers null elsewhere and learns nothing there.
/// </remarks>
internal sealed class ContextBehaviorPredictor : IBehaviorPredictor, ISavableState, IDisposable
{
    private readonly ExtensionContext _extension;
    private readonly TenantModels<ContextModel> _models;

    public ContextBehaviorPredictor(ExtensionContext extension)
    {
        _extension = extension;
        ContextOptions options = ContextOptions.From(extension);
        _models = new TenantModels<ContextModel>("context-predictor", 1, options.MaxTenants, () => new ContextModel(options.Model), ContextState.Write, reader => ContextState.Read(reader, options.Model));
    }

    public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(rankingSize, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_extension.Serves(context)
            ? _models.Read(context.TenantId, (context, rankingSize, _extension.Name), static (model, input) => model.Observations > 0 ? model.Predict(Actions(input.context), input.context.Features, input.rankingSize, input.Name) : null)
            : null);
    }

    public ValueTask ObserveAsync(UserContext context, UserAction action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(action);
        cancellationToken.ThrowIfCancellationRequested();
        if (_extension.Serves(context))
            _models.Change(context.TenantId, (context, action), static (model, input) => model.Observe(Actions(input.context), input.context.Features, input.action.ActionType.Value, input.action.Outcome));
        return ValueTask.CompletedTask;
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => _models.SaveAsync(destination, cancellationToken);

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => _models.LoadAsync(source, cancellationToken);

    public void Dispose() => _models.Dispose();

    private static SequenceAction[] Actions(UserContext context) => [.. context.RecentActions.Select(action => new SequenceAction(action.ActionType.Value, action.Timestamp))];
}
