using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization;

/// <summary>
/// Predicts by a mixture of Markov chains, nearest sessions and the loop's predictors that are named in the parameter <c>Networks</c> (comma-separated; such as <c>sasrec</c>, those that are not registered
/// are left out); see <see cref="BlendModel"/>. Its other parameters are those of <c>markov</c> and <c>knn</c>.
/// </summary>
/// <remarks>The networks must not learn from single observations, else they would know what they are asked to predict.</remarks>
internal sealed class BlendBehaviorPredictor : IBehaviorPredictor, ISavableState, IDisposable
{
    private readonly ExtensionContext _extension;
    private readonly TenantModels<BlendModel> _models;
    private readonly Lazy<IBehaviorPredictor[]> _networks;

    public BlendBehaviorPredictor(ExtensionContext extension, IServiceProvider services)
    {
        _extension = extension;
        MarkovOptions markov = MarkovOptions.From(extension);
        KnnOptions knn = KnnOptions.From(extension);
        string[] names = extension.GetParameter("Networks", "sasrec").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        _networks = new Lazy<IBehaviorPredictor[]>(() => [.. names.Select(name => services.GetKeyedService<IBehaviorPredictor>($"{extension.Descriptor.LoopName}/{name}")).OfType<IBehaviorPredictor>()]);
        _models = new TenantModels<BlendModel>(
            "blend-predictor", 1, markov.MaxTenants, () => new BlendModel(new MarkovModel(markov), knn, _networks.Value.Length),
            (writer, model) => BlendState.Write(writer, model, _networks.Value.Length), reader => BlendState.Read(reader, markov, knn, _networks.Value.Length));
    }

    public async ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(rankingSize, 1);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_extension.Serves(context))
            return null;
        PredictedAction?[] networks = await AskAsync(context, cancellationToken).ConfigureAwait(false);
        return _models.Read(context.TenantId, (context, networks, rankingSize, _extension.Name), static (model, input) =>
            model.Markov.Observations > 0 ? model.Predict(input.context, input.networks, input.rankingSize, input.Name) : null);
    }

    public async ValueTask ObserveAsync(UserContext context, UserAction action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(action);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_extension.Serves(context))
            return;
        bool learns = _models.Read(context.TenantId, 0, static (model, _) => model.LearnsNext ? model : null) is not null;
        PredictedAction?[]? networks = learns ? await AskAsync(context, cancellationToken).ConfigureAwait(false) : null;
        _models.Change(context.TenantId, (context, action, networks), static (model, input) => model.Observe(input.context, input.action, input.networks));
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => _models.SaveAsync(destination, cancellationToken);

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => _models.LoadAsync(source, cancellationToken);

    public void Dispose() => _models.Dispose();

    private async ValueTask<PredictedAction?[]> AskAsync(UserContext context, CancellationToken cancellationToken)
    {
        var predictions = new PredictedAction?[_networks.Value.Length];
        for (int i = 0; i < predictions.Length; i++)
            predictions[i] = await _networks.Value[i].PredictNextActionAsync(context, int.MaxValue, cancellationToken).ConfigureAwait(false);
        return predictions;
    }
}
