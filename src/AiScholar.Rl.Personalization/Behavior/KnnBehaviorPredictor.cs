using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>Predicts the next action from the sessions most like the current one; see <see cref="KnnModel"/> and, for the parameters, <see cref="KnnOptions"/>.</summary>
/// <remarks>Keeps user or session ids in its state: each tenant's apart, in memory and in what is saved.</remarks>
internal sealed class KnnBehaviorPredictor : IBehaviorPredictor, ISavableState, IDisposable
{
    private readonly ExtensionContext _extension;
    private readonly KnnOptions _options;
    private readonly TenantModels<KnnModel> _models;

    public KnnBehaviorPredictor(ExtensionContext extension)
    {
        _extension = extension;
        _options = KnnOptions.From(extension);
        _models = new TenantModels<KnnModel>("knn-predictor", 1, _options.MaxTenants, () => new KnnModel(_options, new ActionVocabulary()), KnnState.Write, reader => KnnState.Read(reader, _options, new ActionVocabulary()));
    }

    public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(rankingSize, 1);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_extension.Serves(context)
            ? _models.Read(context.TenantId, (context, rankingSize, _extension.Name), static (model, input) => Predict(model, input.context, input.rankingSize, input.Name))
            : null);
    }

    public ValueTask ObserveAsync(UserContext context, UserAction action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(action);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_extension.Serves(context))
            return ValueTask.CompletedTask;
        _models.Change(context.TenantId, (context, action, _options.MaxActions), static (model, input) =>
        {
            int next = model.Vocabulary.Add(input.action.ActionType.Value, input.MaxActions);
            if (next < 0)
                return;
            model.Observe(input.context, next);
            model.Vocabulary.Tally(next, input.action.Outcome);
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => _models.SaveAsync(destination, cancellationToken);

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => _models.LoadAsync(source, cancellationToken);

    public void Dispose() => _models.Dispose();

    private static PredictedAction? Predict(KnnModel model, UserContext context, int rankingSize, string predictor)
    {
        if (model.Vocabulary.Total <= 0)
            return null;
        var probabilities = new double[model.Vocabulary.Count];
        model.Fill(context, probabilities);
        ActionProbability[] ranking = model.Vocabulary.Rank(probabilities, rankingSize);
        int best = model.Vocabulary.Find(ranking[0].ActionType.Value);
        return new PredictedAction
        {
            ActionType = ranking[0].ActionType,
            Confidence = ranking[0].Probability,
            ExpectedOutcome = model.Vocabulary.MostFrequentOutcome(best),
            Reasoning = model.Explain(context, best),
            Ranking = ranking,
            Predictor = predictor,
        };
    }
}
