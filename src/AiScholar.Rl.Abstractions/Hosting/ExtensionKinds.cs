namespace AiScholar.Rl;

internal static class ExtensionKinds
{
    private static readonly Dictionary<Type, (string Section, string Suffix)> Known = new()
    {
        [typeof(IVisualProcessor)] = ("MultiModal:Processors", "Processor"),
        [typeof(IRegionDetector)] = ("MultiModal:RegionDetectors", "RegionDetector"),
        [typeof(IDocumentReader)] = ("MultiModal:Readers", "Reader"),
        [typeof(IOcrEngine)] = ("MultiModal:OcrEngines", "OcrEngine"),
        [typeof(IFormulaRecognizer)] = ("MultiModal:FormulaRecognizers", "FormulaRecognizer"),
        [typeof(IFeatureIntegrator)] = ("MultiModal:Integrators", "Integrator"),
        [typeof(IDecisionPolicy)] = ("Personalization:{0}:Policies", "Policy"),
        [typeof(IAdaptationAlgorithm)] = ("Personalization:{0}:AdaptationAlgorithms", "Algorithm"),
        [typeof(IBehaviorPredictor)] = ("Personalization:{0}:Predictors", "Predictor"),
        [typeof(IWorkflowOptimizer)] = ("ResearchAssistant:Optimizers", "Optimizer"),
        [typeof(IWorkflowConstraintSource)] = ("ResearchAssistant:ConstraintSources", "Source"),
        [typeof(IPatternLearner)] = ("ResearchAssistant:PatternLearners", "Learner"),
        [typeof(IMetricsCollector)] = ("Diagnostics:Collectors", "Collector"),
    };

    public static string OptionsPath(Type contract, string? loopName, string name)
    {
        string section = Known.TryGetValue(contract, out var kind) ? kind.Section : contract.Name;
        return $"{section.Replace("{0}", loopName ?? PersonalizationLoop.DefaultName, StringComparison.Ordinal)}:{name}";
    }

    public static string DefaultName(Type contract, Type implementation)
    {
        string name = implementation.Name.Split('`')[0];
        if (Known.TryGetValue(contract, out var kind) && name.EndsWith(kind.Suffix, StringComparison.Ordinal) && name.Length > kind.Suffix.Length)
            name = name[..^kind.Suffix.Length];
        return ToKebabCase(name);
    }

    private static string ToKebabCase(string name)
    {
        var kebab = new System.Text.StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool startsWord = char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(name[i]));
        }

        return kebab.ToString();
    }
}
