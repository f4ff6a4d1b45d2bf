using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>Source-generated contracts of every data model.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(VisualElement))]
[JsonSerializable(typeof(TableContent))]
[JsonSerializable(typeof(ChartContent))]
[JsonSerializable(typeof(DiagramContent))]
[JsonSerializable(typeof(FlowchartContent))]
[JsonSerializable(typeof(EquationContent))]
[JsonSerializable(typeof(FigureContent))]
[JsonSerializable(typeof(CaptionText))]
[JsonSerializable(typeof(TextFeatures))]
[JsonSerializable(typeof(VisualFeatures))]
[JsonSerializable(typeof(MultiModalFeatures))]
[JsonSerializable(typeof(DocumentAnalysis))]
[JsonSerializable(typeof(DocumentAnalysisRequest))]
[JsonSerializable(typeof(PageAnalysis))]
[JsonSerializable(typeof(UserProfile))]
[JsonSerializable(typeof(UserContext))]
[JsonSerializable(typeof(UserAction))]
[JsonSerializable(typeof(PredictedAction))]
[JsonSerializable(typeof(AdaptationResult))]
[JsonSerializable(typeof(Feedback))]
[JsonSerializable(typeof(Feature[]))]
[JsonSerializable(typeof(FeatureSet))]
[JsonSerializable(typeof(DecisionRequest))]
[JsonSerializable(typeof(Decision))]
[JsonSerializable(typeof(RewardRequest))]
[JsonSerializable(typeof(RewardResult))]
[JsonSerializable(typeof(LoggedDecision))]
[JsonSerializable(typeof(LoggedSlot))]
[JsonSerializable(typeof(LoopStatistics))]
[JsonSerializable(typeof(ApprenticeStatistics))]
[JsonSerializable(typeof(ShadowStatistics))]
[JsonSerializable(typeof(GuardrailStatistics))]
[JsonSerializable(typeof(FeatureDrift))]
[JsonSerializable(typeof(DecisionExplanation))]
[JsonSerializable(typeof(FeatureEffect))]
[JsonSerializable(typeof(LoggedReward))]
[JsonSerializable(typeof(RewardAppend))]
[JsonSerializable(typeof(ExperienceQuery))]
[JsonSerializable(typeof(ResearchWorkflow))]
[JsonSerializable(typeof(OptimizedWorkflow))]
[JsonSerializable(typeof(WorkflowSession))]
[JsonSerializable(typeof(IReadOnlyList<WorkflowSession>))]
[JsonSerializable(typeof(OptimizationRequest))]
[JsonSerializable(typeof(PatternLearningRequest))]
[JsonSerializable(typeof(WorkflowPatterns))]
[JsonSerializable(typeof(MetricValue))]
[JsonSerializable(typeof(IReadOnlyList<MetricValue>))]
[JsonSerializable(typeof(ComponentHealth))]
[JsonSerializable(typeof(AdvancedRlHealthReport))]
[JsonSerializable(typeof(AuditEvent))]
[JsonSerializable(typeof(ResultIssue))]
internal sealed partial class AdvancedRlJsonContext : JsonSerializerContext;
