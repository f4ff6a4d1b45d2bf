namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A weighted least-squares line that is learnt one point at a time.</summary>
/// <remarks>Updates of means and central moments (Chan, Golub and LeVeque, "Algorithms for computing the sample variance", 1983), so that large amounts lose no digits.</remarks>
internal struct LineFit
{
    public double Weight;
    public double MeanX;
    public double MeanY;
    public double SquaresX;
    public double Products;

    public void Add(double x, double y, double weight)
    {
        Weight += weight;
        double share = weight / Weight;
        double dx = x - MeanX;
        MeanX += dx * share;
        MeanY += (y - MeanY) * share;
        SquaresX += weight * dx * (x - MeanX);
        Products += weight * dx * (y - MeanY);
    }

    public readonly double At(double x) => MeanY + (SquaresX > 1e-12 * Weight * Math.Max(1, MeanX * MeanX) ? Products / SquaresX * (x - MeanX) : 0);
}
