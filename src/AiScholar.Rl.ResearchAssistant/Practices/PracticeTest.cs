using MathNet.Numerics.Distributions;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What the sessions say of one practice.</summary>
/// <param name="Candidate">The practice.</param>
/// <param name="Design">The columns it was tested with.</param>
/// <param name="Column">Its own column among them.</param>
/// <param name="Fit">The regression.</param>
/// <param name="Statistic">Standard normal if the practice has no effect; positive for one that helps.</param>
internal sealed record PracticeTest(PracticeCandidate Candidate, DesignMatrix Design, int Column, LogisticFit Fit, double Statistic)
{
    private const double WorthRefining = 1;

    /// <summary>Whether it can be told apart from what it was tested with.</summary>
    public bool IsIdentified => !double.IsNaN(Fit.Estimates[Column]);

    /// <summary>Probability of as strong evidence for the direction if there were no effect.</summary>
    public double PValue(PracticeDirection direction) => Normal.CDF(0, 1, direction == PracticeDirection.Follow ? -Statistic : Statistic);

    public double PValue() => Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(Statistic)));

    /// <summary>
    /// Tests one column: by the signed root of twice the penalised log-likelihood ratio (Heinze and Schemper 2002, section 3), which is more powerful than Wald's
    /// statistic; where that one is small the two agree, and it is taken.
    /// </summary>
    public static PracticeTest Of(PracticeCandidate candidate, DesignMatrix design, int column, double[] outcomes)
    {
        LogisticFit fit = LogisticRegression.Fit(design, outcomes);
        double statistic = fit.Z(column);
        if (Math.Abs(statistic) > WorthRefining)
        {
            double ratio = 2 * (fit.PenalizedLogLikelihood - LogisticRegression.Fit(design, outcomes, heldAtZero: column).PenalizedLogLikelihood);
            statistic = Math.CopySign(Math.Sqrt(Math.Max(0, ratio)), statistic);
        }

        return new PracticeTest(candidate, design, column, fit, statistic);
    }
}
