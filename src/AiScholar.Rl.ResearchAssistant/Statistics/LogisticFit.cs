using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A fitted logistic regression: estimates by column (NaN where the column was left out) and their covariance.</summary>
internal sealed record LogisticFit(double[] Estimates, Matrix<double> Covariance, double PenalizedLogLikelihood)
{
    public double StandardError(int column) => Math.Sqrt(Math.Max(0, Covariance[column, column]));

    /// <summary>Wald's statistic.</summary>
    public double Z(int column) => Estimates[column] / StandardError(column);

    public double PValue(int column) => Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(Z(column))));

    public (double Lower, double Upper) Interval(int column, double level)
    {
        double half = Normal.InvCDF(0, 1, (1 + level) / 2) * StandardError(column);
        return (Estimates[column] - half, Estimates[column] + half);
    }

    /// <summary>
    /// The mean change of the probability over the rows when one column goes from 0 to 1 and all else stays, with its standard error by the delta method.
    /// </summary>
    public (double Difference, double StandardError) MarginalEffect(DesignMatrix design, int column)
    {
        var gradient = new double[design.Columns];
        double difference = 0;
        for (int row = 0; row < design.Rows; row++)
        {
            double margin = 0;
            for (int other = 0; other < design.Columns; other++)
            {
                if (other != column && !double.IsNaN(Estimates[other]))
                    margin += Estimates[other] * design[other][row];
            }

            double without = 1 / (1 + Math.Exp(-margin)), with = 1 / (1 + Math.Exp(-margin - Estimates[column]));
            double slopeWithout = without * (1 - without), slopeWith = with * (1 - with);
            difference += with - without;
            for (int other = 0; other < design.Columns; other++)
                gradient[other] += other == column ? slopeWith : (slopeWith - slopeWithout) * design[other][row];
        }

        Vector<double> slope = Vector<double>.Build.Dense(gradient) / design.Rows;
        return (difference / design.Rows, Math.Sqrt(Math.Max(0, slope * Covariance * slope)));
    }
}
