using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Snippets;

internal static class ExtendingSnippets
{
    public static void Register(IServiceCollection services)
    {
        // snippet-start: extending-register
        services.AddAdvancedRl(rl => rl
            .AddMultiModal(m => m
                .AddProcessor<GelBlotProcessor>()
                .AddContent(GelBlotJson.Default.GelBlotContent)
                .AddIntegrator<MeanIntegrator>(configure: registration => registration.Priority = 10))
            .AddPersonalization("reading", p => p
                .UsePolicy<GreedyPolicy>()
                .UseAdaptation<PreferenceAlgorithm>()
                .AddPredictorForDomain<BenchPredictor>("biology"))
            .AddResearchAssistant(a => a
                .AddOptimizerForDomain<CoolingOptimizer>("chemistry")
                .AddPatternLearner<TeamSizeLearner>())
            .AddDiagnostics(d => d.AddCollector<UploadCollector>()));
        // snippet-end
    }
}

// snippet-start: extending-content
[ElementContentKind("gel-blot")]
public sealed record GelBlotContent : ElementContent
{
    public required int LaneCount { get; init; }

    public IReadOnlyList<string> Lanes { get; init; } = [];
}

[JsonSerializable(typeof(GelBlotContent))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class GelBlotJson : JsonSerializerContext;
// snippet-end

// snippet-start: extending-processor
public sealed class GelBlotProcessor(ExtensionContext context) : IVisualProcessor
{
    public static VisualElementType GelBlot { get; } = new("gel-blot");

    public IReadOnlyCollection<VisualElementType> ElementTypes => [GelBlot, VisualElementType.Figure];

    // Calibrated: among the regions that get 0.7, seven in ten are gel blots.
    public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        bool saysSo = region.Caption?.Text.Contains("blot", StringComparison.OrdinalIgnoreCase) == true;
        return ValueTask.FromResult(saysSo && region.Images.Count > 0 ? context.GetParameter("score", 0.7) : 0);
    }

    public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        string[] lanes = [.. region.Words.Select(word => word.Text).Where(text => text.Length <= 4)];
        return ValueTask.FromResult(new VisualElement
        {
            ElementType = GelBlot,
            BoundingBox = region.BoundingBox,
            PageNumber = region.Page.Number,
            Confidence = 0.7,
            Content = new GelBlotContent { LaneCount = lanes.Length, Lanes = lanes },
        });
    }
}
// snippet-end

// snippet-start: extending-integrator
public sealed class MeanIntegrator : IFeatureIntegrator
{
    public ValueTask<MultiModalFeatures> IntegrateAsync(TextFeatures textFeatures, VisualFeatures visualFeatures, CancellationToken cancellationToken = default)
    {
        ReadOnlySpan<float> text = textFeatures.Embedding.Span, visual = visualFeatures.GlobalFeatures.Span;
        float[] fused = new float[Math.Max(text.Length, visual.Length)];
        for (int i = 0; i < fused.Length; i++)
            fused[i] = 0.5f * ((i < text.Length ? text[i] : 0) + (i < visual.Length ? visual[i] : 0));
        return ValueTask.FromResult(new MultiModalFeatures
        {
            TextFeatures = textFeatures,
            VisualFeatures = visualFeatures,
            IntegratedEmbedding = fused,
            CrossModalRelationships = visualFeatures.Relationships,
            ConfidenceScores = new Dictionary<string, double> { ["text"] = text.IsEmpty ? 0 : 1, ["visual"] = visual.IsEmpty ? 0 : 1 },
        });
    }
}
// snippet-end

// snippet-start: extending-adaptation
public sealed class PreferenceAlgorithm(ExtensionContext registration) : IAdaptationAlgorithm
{
    public ValueTask<AdaptationResult> AdaptAsync(UserProfile profile, UserContext context, CancellationToken cancellationToken = default)
    {
        double score = profile.Preferences.ContainsKey("complexity") ? 0.9 : 0.3;
        bool isSure = score >= registration.GetParameter("adaptation-threshold", 0.5);
        return ValueTask.FromResult(new AdaptationResult
        {
            Adaptations = isSure ? [new Adaptation { Kind = AdaptationKind.ContentComplexity, Value = profile.Preferences["complexity"], Confidence = score }] : [],
            Confidence = score,
            AlgorithmUsed = registration.Name,
        });
    }

    public ValueTask LearnAsync(Feedback feedback, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
// snippet-end

// snippet-start: extending-predictor
public sealed class BenchPredictor(ExtensionContext registration) : IBehaviorPredictor, IInitializable
{
    private Dictionary<string, string> _next = [];

    // Once, before the first prediction: load a model, domain patterns.
    public ValueTask InitializeAsync(CancellationToken cancellationToken = default)
    {
        _next = new() { ["pipette"] = "incubate", ["incubate"] = "image" };
        return ValueTask.CompletedTask;
    }

    public ValueTask<PredictedAction?> PredictNextActionAsync(UserContext context, int rankingSize = 10, CancellationToken cancellationToken = default)
    {
        string? last = context.RecentActions.Count > 0 ? context.RecentActions[^1].ActionType.Value : null;
        PredictedAction? prediction = last is not null && _next.TryGetValue(last, out string? next)
            ? new PredictedAction { ActionType = new ActionType(next), Confidence = 0.8, ExpectedOutcome = "the protocol goes on", Reasoning = $"In {registration.Domain}, {next} follows {last}." }
            : null;   // nothing known: the next predictor is asked
        return ValueTask.FromResult(prediction);
    }
}
// snippet-end

// snippet-start: extending-policy
public sealed class GreedyPolicy(ExtensionContext context) : IDecisionPolicy
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (double Sum, int Count)> _earned = [];

    public void GetProbabilities(in PolicyInput input, Span<double> probabilities)
    {
        double epsilon = context.GetParameter("epsilon", 0.1);
        ReadOnlySpan<PolicyAction> actions = input.Actions.Span;
        int best = 0;
        lock (_lock)
        {
            for (int i = 1; i < actions.Length; i++)
            {
                if (Mean(actions[i].Id) > Mean(actions[best].Id))
                    best = i;
            }
        }

        probabilities.Fill(epsilon / actions.Length);
        probabilities[best] += 1 - epsilon;
    }

    public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
    {
        string id = input.Actions.Span[actionIndex].Id;
        lock (_lock)
        {
            (double sum, int count) = _earned.GetValueOrDefault(id);
            _earned[id] = (sum + reward, count + 1);
        }
    }

    public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    private double Mean(string id) => _earned.TryGetValue(id, out (double Sum, int Count) earned) ? earned.Sum / earned.Count : 0;
}
// snippet-end

// snippet-start: extending-optimizer
public sealed class CoolingOptimizer([FromKeyedServices("managed")] IWorkflowOptimizer inner, ExtensionContext registration) : IWorkflowOptimizer
{
    private static readonly TimeSpan Cooling = TimeSpan.FromMinutes(30);

    public async ValueTask<OptimizedWorkflow> OptimizeAsync(ResearchWorkflow workflow, OptimizationRequest? request = null, CancellationToken cancellationToken = default)
    {
        // What every chemist knows and no plan says: after heating, wait.
        HashSet<string> heated = [.. workflow.TaskSequence.Where(task => task.TaskType == "heating").Select(task => task.Id)];
        ResearchWorkflow cooled = workflow with
        {
            TaskSequence = [.. workflow.TaskSequence.Select(task => task with
            {
                Dependencies = [.. task.Dependencies.Select(dependency => heated.Contains(dependency.TaskId) && dependency.Lag < Cooling ? dependency with { Lag = Cooling } : dependency)],
            })],
        };
        OptimizedWorkflow optimized = await inner.OptimizeAsync(cooled, request, cancellationToken);
        return optimized with
        {
            OptimizerName = registration.Name,
            OptimizationRationale = [$"{heated.Count} heating tasks are followed by {Cooling.TotalMinutes} minutes of cooling.", .. optimized.OptimizationRationale],
        };
    }
}
// snippet-end

// snippet-start: extending-learner
public sealed class TeamSizeLearner(ExtensionContext context) : IPatternLearner
{
    public ValueTask<WorkflowPatterns> LearnPatternsAsync(IReadOnlyList<WorkflowSession> sessions, PatternLearningRequest? request = null, CancellationToken cancellationToken = default)
    {
        WorkflowSession[] teams = [.. sessions.Where(session => session.CollaborationData is { TeamSize: > 1 } && session.Succeeded is not null)];
        WorkflowPattern[] patterns = [.. teams
            .GroupBy(session => session.CollaborationData!.TeamSize)
            .OrderBy(size => size.Key)
            .Select(size => new WorkflowPattern
            {
                Kind = PatternKind.TeamSize,
                Description = $"Teams of {size.Key} succeed in {size.Count(session => session.Succeeded == true)} of {size.Count()} sessions.",
                Support = (double)size.Count() / sessions.Count,
                SupportCount = size.Count(),
                Confidence = (double)size.Count(session => session.Succeeded == true) / size.Count(),
                ExampleSessionId = size.First().Id,
                Learner = context.Name,
            })];
        return ValueTask.FromResult(new WorkflowPatterns
        {
            Patterns = patterns,
            Confidence = patterns.Length == 0 ? 0 : patterns.Average(pattern => pattern.Confidence),
            Domain = "collaborative_research",
            ApplicabilityScope = new ApplicabilityScope { SessionCount = teams.Length, MinimumTeamSize = 2, Description = "sessions of teams whose outcome is known" },
        });
    }
}
// snippet-end

// snippet-start: extending-collector
public sealed class UploadCollector(TimeProvider time) : IMetricsCollector
{
    private long _bytes;

    public string ComponentName => "upload";

    public void Uploaded(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public IReadOnlyCollection<MetricValue> CollectMetrics() =>
        [new() { Name = "upload.bytes", Value = Interlocked.Read(ref _bytes), MetricType = MetricType.Counter, Unit = "By", Timestamp = time.GetUtcNow() }];
}
// snippet-end

// snippet-start: extending-options
public sealed class GelBlotOptions
{
    [Range(0.0, 1.0)]
    public double MinimumContrast { get; set; } = 0.2;
}

[OptionsValidator]
internal sealed partial class GelBlotOptionsValidator : IValidateOptions<GelBlotOptions>;

public static class GelBlotBuilderExtensions
{
    public static IMultiModalBuilder AddGelBlots(this IMultiModalBuilder builder)
    {
        builder.AddSectionOptions<GelBlotOptions>("MultiModal:GelBlots");   // AdvancedRl:MultiModal:GelBlots:MinimumContrast
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GelBlotOptions>, GelBlotOptionsValidator>());
        return builder.AddProcessor<GelBlotProcessor>().AddContent(GelBlotJson.Default.GelBlotContent);
    }
}
// snippet-end
