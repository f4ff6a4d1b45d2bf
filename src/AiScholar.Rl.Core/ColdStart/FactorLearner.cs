using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core;

/// <summary>
/// The closed-form meta-learner of items: known users give every item a vector, and users a Gaussian prior, by <see cref="FactorTrainer"/>; a new
/// user's posterior is one Bayesian linear regression of their answers on the items' vectors. It needs no libtorch.
/// </summary>
internal sealed class FactorLearner(IOptions<FactorLearnerOptions> options, IOptions<AdvancedRlOptions>? sdk = null) : IMetaLearner, IQuestionChooser, IDisposable
{
    public const string RegisteredName = "factors";

    private const int MinimumTasks = 2;
    private const int MinimumValidationTasks = 10;

    private readonly SemaphoreSlim _writers = new(1, 1);
    private FactorState? _state;

    public string Name => RegisteredName;

    public async Task<MetaTrainingResult> MetaTrainAsync(IReadOnlyList<MetaTask> tasks, CancellationToken cancellationToken = default)
    {
        MetaTask[] kept = MetaInputs.Check(tasks, MinimumTasks, options.Value.MaxExamples, "ColdStart:MaxExamples");
        await _writers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Train(kept, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writers.Release();
        }
    }

    public ValueTask<ITaskPredictor> AdaptAsync(IReadOnlyList<MetaExample> support, CancellationToken cancellationToken = default)
    {
        MetaInputs.Check(support, "The support");
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<ITaskPredictor>(State.Adapt(support));
    }

    public ValueTask<IReadOnlyList<QuestionChoice>> ChooseQuestionsAsync(QuestionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Count, 1);
        MetaInputs.Check(request.Support, "The support");
        FactorPosterior posterior = State.Adapt(request.Support).Posteriors[0];
        var design = new QuestionDesign(posterior, request.Targets);
        return new ValueTask<IReadOnlyList<QuestionChoice>>(design.Choose(request.Candidates, request.Count, request.Criterion, cancellationToken));
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return SavedState.WriteAsync(destination, FactorState.Kind, FactorState.Version, State.Write(), cancellationToken);
    }

    public async ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        byte[] payload = await SavedState.ReadAsync(source, FactorState.Kind, FactorState.Version, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _state, FactorState.Read(payload, options.Value.MaxItems));
    }

    public void Dispose() => _writers.Dispose();

    internal FactorState State => Volatile.Read(ref _state) ?? throw new InvalidOperationException("The 'factors' learner is not trained; call MetaTrainAsync or LoadAsync first.");

    private MetaTrainingResult Train(MetaTask[] tasks, CancellationToken cancellationToken)
    {
        FactorLearnerOptions settings = options.Value;
        int seed = settings.Seed ?? sdk?.Value.Seed ?? 0;
        var scale = AnswerScale.Of(tasks);
        int aside = (int)(tasks.Length * settings.ValidationFraction);
        MedianCalibration[] calibrations = [];
        double? error = null;
        var weights = EvidenceWeights.Default;
        if (aside >= MinimumValidationTasks)
        {
            var random = new Random(seed);
            MetaTask[] shuffled = [.. tasks];
            random.Shuffle(shuffled);
            FactorModel[] trial = Fit(shuffled[aside..], scale, settings, seed, cancellationToken);
            var validation = new FactorValidation(shuffled[..aside], random);
            weights = validation.ChooseWeights(trial);
            (calibrations, error) = validation.Calibrate([.. trial.Select(member => member.With(weights))]);
        }

        FactorModel[] members = [.. Fit(tasks, scale, settings, seed, cancellationToken).Select(member => member.With(weights))];
        Volatile.Write(ref _state, new FactorState(members, calibrations));
        return new MetaTrainingResult { Learner = Name, Tasks = tasks.Length, Examples = tasks.Sum(task => task.Examples.Count), Steps = settings.Passes, ValidationError = error };
    }

    private static FactorModel[] Fit(MetaTask[] tasks, AnswerScale scale, FactorLearnerOptions settings, int seed, CancellationToken cancellationToken)
    {
        var table = RatingTable.Create(tasks, scale);
        if (table.Items.Length > settings.MaxItems)
            throw MetaInputs.Invalid($"The tasks have {table.Items.Length} items; the limit is {settings.MaxItems} (ColdStart:MaxItems).");
        var members = new FactorModel[settings.Members];
        Parallel.For(0, members.Length, new ParallelOptions { CancellationToken = cancellationToken }, member =>
            members[member] = FactorTrainer.Train(table, scale, settings.Factors, settings.Passes, unchecked((seed * 1000) + member), cancellationToken));
        return members;
    }
}
