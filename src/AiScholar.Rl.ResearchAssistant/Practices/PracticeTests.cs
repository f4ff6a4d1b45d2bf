namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Tests practices by regressions of success on the confounders, the practice, and those other practices that alone show an effect: they take
/// variance out, and a practice that only comes along with a good one is not taken for good itself.
/// </summary>
internal static class PracticeTests
{
    /// <summary>So many of the rarer outcome each column of a regression needs (Peduzzi and others, "A simulation study of the number of events per variable", 1996, ask ten).</summary>
    private const double OutcomesPerColumn = 15;

    /// <summary>The largest p-value of a practice alone that makes it a column of the others' regressions.</summary>
    private const double ShowsEffect = 0.05;

    public static List<PracticeTest> Run(IReadOnlyList<PracticeCandidate> candidates, DesignMatrix confounders, double[] outcomes, CancellationToken cancellationToken)
    {
        int room = (int)(Math.Min(outcomes.Sum(), outcomes.Length - outcomes.Sum()) / OutcomesPerColumn) - confounders.Columns;
        List<PracticeTest> alone = [.. candidates.Select(candidate => Test(candidate, [], confounders, outcomes, cancellationToken))];
        PracticeCandidate[] strongest = [.. alone.Where(test => test.IsIdentified && test.PValue() <= ShowsEffect)
            .OrderBy(test => test.PValue()).Take(Math.Max(0, room)).Select(test => test.Candidate)];
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
        return PracticeTest.Of(candidate, design, column, outcomes);
    }
}
