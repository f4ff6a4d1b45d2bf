using Microsoft.Extensions.Options;
using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>The model on <see cref="ElementNetwork"/>; loads libtorch on first use.</summary>
internal sealed class ElementFusionModel(
    ITorchRuntime runtime, IOptions<ElementFusionOptions> options, IOptions<TorchOptions> torchOptions, ITextEmbedder? embedder = null)
    : CheckpointedModel(torchOptions.Value.MaximumCheckpointBytes), IElementFusionModel, IDisposable
{
    private const int PriorTexts = 100;

    private readonly ElementFusionOptions _options = options.Value;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _writers = new(1, 1);
    private SharedModel<ElementNetwork>? _shared;
    private bool _disposed;

    public int Dimension => TextWidth + ElementWeights.Hidden;

    private int TextWidth => _options.TextSource == ElementTextSource.Embedder ? Embedder.Dimension : TermStatistics.Width;

    private ITextEmbedder Embedder => embedder
        ?? throw new AdvancedRlException(AdvancedRlErrorCode.NotRegistered, "MultiModal:Integrators:element-fusion:TextSource is Embedder, and no ITextEmbedder is registered; call AddDefaults() or UseEmbeddings(...).");

    public async ValueTask<IReadOnlyList<ElementEmbedding>> EncodeAsync(IReadOnlyList<ElementView> views, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(views);
        Check(views);
        var texts = await TextsAsync(views.SelectMany(view => (string[])[view.Text, view.InnerText]), cancellationToken).ConfigureAwait(false);
        var shared = Shared();
        return await Task.Run(() => shared.Use((views, texts, _options.BatchSize, cancellationToken), static (network, state) => Encode(network, state.views, state.texts, state.BatchSize, state.cancellationToken)), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<float>>> EncodeQueriesAsync(IReadOnlyList<string> queries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queries);
        for (var i = 0; i < queries.Count; i++)
            ElementInput.CheckText(queries[i], "query", i, _options.MaximumCharacters);
        var texts = await TextsAsync(queries, cancellationToken).ConfigureAwait(false);
        var shared = Shared();
        return await Task.Run(() => shared.Use((queries, texts, _options.BatchSize, cancellationToken), static (network, state) => EncodeQueries(network, state.queries, state.texts, state.BatchSize, state.cancellationToken)), cancellationToken).ConfigureAwait(false);
    }

    public async Task<FusionTrainingResult> TrainAsync(
        IReadOnlyList<ElementView> views, ElementTrainingOptions? trainingOptions = null, IProgress<FusionTrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(views);
        trainingOptions ??= new ElementTrainingOptions();
        if (new ElementTrainingOptionsValidator().Validate(null, trainingOptions) is { Failed: true } invalid)
            throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, invalid.FailureMessage);
        Check(views);
        var texts = await TextsAsync(views.SelectMany(view => (string[])[view.Caption, view.Text, view.InnerText]), cancellationToken).ConfigureAwait(false);
        var interrupted = trainingOptions.CheckpointPath is { } path && File.Exists(path)
            ? await CheckpointStreams.ReadFileAsync(path, torchOptions.Value.MaximumCheckpointBytes, cancellationToken).ConfigureAwait(false)
            : null;
        var shared = Shared();
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Train(shared, views, texts, trainingOptions, interrupted, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writers.Release();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _shared?.Dispose();
        }
    }

    protected override Checkpoint ToCheckpoint() => Shared().Use(0, static (network, _) => network.ToCheckpoint());

    protected override async ValueTask ReplaceAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var shared = Shared();
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var next = Create();
            try
            {
                next.Load(checkpoint);
            }
            catch
            {
                next.Dispose();
                throw;
            }

            shared.Exchange(next);
        }
        finally
        {
            _writers.Release();
        }
    }

    private static ElementEmbedding[] Encode(ElementNetwork network, IReadOnlyList<ElementView> views, ElementTexts texts, int batchSize, CancellationToken cancellationToken)
    {
        var embeddings = new List<ElementEmbedding>(views.Count);
        var random = new Random(0);
        foreach (var chunk in views.Chunk(batchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            using var gradients = torch.no_grad();
            ElementInput[] inputs = [.. chunk.Select(view => Input(view, texts, network, withCaption: false))];
            var (vectors, trusts) = network.Encode(ElementBatch.Create(inputs, network.Width, 0, random, network.Device));
            var (rows, shares) = (vectors.cpu().data<float>().ToArray().Chunk((int)vectors.shape[1]), trusts.cpu().data<float>().ToArray().Chunk(2));
            embeddings.AddRange(rows.Zip(shares, (row, share) => new ElementEmbedding
            {
                Vector = row,
                TextShare = share.Sum() > 0 ? share[0] / share.Sum() : 0,
                InnerTextShare = share.Sum() > 0 ? share[1] / share.Sum() : 0,
                IsTrained = network.IsTrained,
            }));
        }

        return [.. embeddings];
    }

    private static ReadOnlyMemory<float>[] EncodeQueries(ElementNetwork network, IReadOnlyList<string> queries, ElementTexts texts, int batchSize, CancellationToken cancellationToken)
    {
        var all = new List<ReadOnlyMemory<float>>(queries.Count);
        foreach (var chunk in queries.Chunk(batchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            using var gradients = torch.no_grad();
            TextVector[] vectors = [.. chunk.Select(query => texts.Of(query, network.TermCounts))];
            var encoded = network.EncodeQueries(ElementBatch.Texts(vectors, network.Width, network.Device));
            all.AddRange(encoded.cpu().data<float>().ToArray().Chunk((int)encoded.shape[1]).Select(row => (ReadOnlyMemory<float>)row));
        }

        return [.. all];
    }

    private static FusionTrainingResult Train(
        SharedModel<ElementNetwork> shared, IReadOnlyList<ElementView> views, ElementTexts texts, ElementTrainingOptions options, Checkpoint? interrupted, IProgress<FusionTrainingProgress>? progress,
        long seed, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        using var network = shared.Use(0, static (current, _) => current.Copy(requiresGradient: true));
        if (options.CountTerms && network.TextSource == ElementTexts.HashedSource)
        {
            network.TermCounts = network.TermCounts.Fade(PriorTexts);
            foreach (var text in views.SelectMany(view => (string[])[view.Caption, view.Text, view.InnerText]).Distinct(StringComparer.Ordinal))
                network.TermCounts.Add(text);
        }

        ElementInput[] inputs = [.. views.Select(view => Input(view, texts, network, withCaption: true)).Where(input => !input.Caption.IsMissing && !input.IsEmpty)];
        if (inputs.Length < ElementTrainer.MinimumViews)
            throw FusionInputs.Invalid($"Training needs at least {ElementTrainer.MinimumViews} views with a caption and a text, words inside or a picture; of the {views.Count} given, {inputs.Length} are so.");
        var result = new ElementTrainer(options, seed).Train(network, inputs, interrupted, progress, cancellationToken);
        shared.Exchange(network.Copy(requiresGradient: false));
        return result;
    }

    private FusionTrainingResult Train(
        SharedModel<ElementNetwork> shared, IReadOnlyList<ElementView> views, ElementTexts texts, ElementTrainingOptions trainingOptions, Checkpoint? interrupted, IProgress<FusionTrainingProgress>? progress, CancellationToken cancellationToken) =>
        Train(shared, views, texts, trainingOptions, interrupted, progress, trainingOptions.Seed ?? torchOptions.Value.Seed, cancellationToken);

    private static ElementInput Input(ElementView view, ElementTexts texts, ElementNetwork network, bool withCaption) => new(
        view,
        withCaption ? texts.Of(view.Caption, network.TermCounts) : TextVector.Missing,
        texts.Of(view.Text, network.TermCounts),
        texts.Of(view.InnerText, network.TermCounts));

    private void Check(IReadOnlyList<ElementView> views)
    {
        for (var i = 0; i < views.Count; i++)
            ElementInput.Check(views[i] ?? throw FusionInputs.Invalid($"View {i} is null."), i, _options);
    }

    private async ValueTask<ElementTexts> TextsAsync(IEnumerable<string> texts, CancellationToken cancellationToken) =>
        _options.TextSource == ElementTextSource.HashedTerms ? ElementTexts.Hashed : await ElementTexts.EmbedAsync(Embedder, texts, cancellationToken).ConfigureAwait(false);

    private SharedModel<ElementNetwork> Shared()
    {
        var device = runtime.Device;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _shared ??= new SharedModel<ElementNetwork>(CreateFirst());
        }
    }

    private ElementNetwork CreateFirst()
    {
        var network = Create();
        if (_options.UseDefaultWeights && _options.TextSource == ElementTextSource.HashedTerms && ElementDefaultWeights.Read(network.Integrator.Kind) is { } shipped)
            network.Load(shipped);
        return network;
    }

    private ElementNetwork Create() => new(
        ElementIntegrator.Of(_options.Integrator),
        _options.TextSource == ElementTextSource.HashedTerms ? ElementTexts.HashedSource : Embedder.Name,
        TextWidth,
        _options.Seed ?? torchOptions.Value.Seed,
        runtime.Device);
}
