namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Tests practices by regressions of success: on the confounders and all practices at once where there are sessions enough for that, else on
/// the confounders, the practice and those others that weigh most.
/// </summary>
internal static class PracticeTests
{
    /// <summary>So many of the rarer outcome a column needs for all practices to go into one regression; with Firth's penalty fewer than the usual ten do.</summary>
    private const double OutcomesPerColumn = 5;
    private const double OutcomesPerChosenColumn = 10;

    public static List<PracticeTest> Run(IReadOnlyList<PracticeCandidate> candidates, DesignMatrix confounders, double[] outcomes, CancellationToken cancellationToken)
    {
        double rarer = Math.Min(outcomes.Sum(), outcomes.Length - outcomes.Sum());
        return confounders.Columns + candidates.Count <= rarer / OutcomesPerColumn
            ? Jointly(candidates, confounders, outcomes)
            : OneByOne(candidates, confounders, outcomes, (int)(rarer / OutcomesPerChosenColumn) - confounders.Columns, cancellationToken);
    }

    private static List<PracticeTest> Jointly(IReadOnlyList<PracticeCandidate> candidates, DesignMatrix confounders, double[] outcomes)
    {
        DesignMatrix design = confounders.Select(Enumerable.Range(1, confounders.Columns - 1));
        int[] columns = [.. candidates.Select(candidate => design.Add(candidate.Name, candidate.Follows))];
        LogisticFit fit = LogisticRegression.Fit(design, outcomes);
        return [.. candidates.Select((candidate, i) => new PracticeTest(candidate, design, columns[i], fit))];
    }

    private static List<PracticeTest> OneByOne(
        IReadOnlyList<PracticeCandidate> candidates, DesignMatrix confounders, double[] outcomes, int room, CancellationToken cancellationToken)
    {
        List<PracticeTest> alone = [.. candidates.Select(candidate => Test(candidate, [], confounders, outcomes, cancellationToken))];
        PracticeCandidate[] strongest = [.. alone.Where(test => test.IsIdentified).OrderBy(test => test.Fit.PValue(test.Column)).Take(Math.Max(0, room)).Select(test => test.Candidate)];
        return strongest.Length == 0
            ? alone
            : [.. candidates.Select(candidate => Test(candidate, strongest.Where(other => other != candidate), confounders, outcomes, cancellationToken))];
    }

    private static PracticeTest Test(
        PracticeCandidate candidate, IEnumerable<PracticeCandidate> others, DesignMatrix confounders, double[] outcomes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DesignMatrix design = confounders.Select(Enumerable.Range(1, confounders.Columns - 1));
        int column = design.Add(candidate.Name, candidate.Follows);
        foreach (PracticeCandidate other in others)
            design.Add(other.Name, other.Follows);
        return new PracticeTest(candidate, design, column, LogisticRegression.Fit(design, outcomes));
    }
}
