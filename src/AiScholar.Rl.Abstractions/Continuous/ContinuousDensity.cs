namespace AiScholar.Rl;

/// <summary>A density over a range that is even everywhere, and higher around a center: what smoothed continuous policies draw from. Integrates to 1.</summary>
#pragma warning disable CA1815 // drawn from, never compared
public readonly struct ContinuousDensity
#pragma warning restore CA1815
{
    /// <summary>Creates the density.</summary>
    /// <param name="minimum">The smallest action.</param>
    /// <param name="maximum">The largest action, above <paramref name="minimum"/>.</param>
    /// <param name="center">The best action known, within the range.</param>
    /// <param name="bandwidth">Half the width of what is drawn around it, above 0; what lies outside the range is cut off.</param>
    /// <param name="evenShare">The share drawn evenly from the whole range, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not within its range.</exception>
    public ContinuousDensity(double minimum, double maximum, double center, double bandwidth, double evenShare)
    {
        if (!(double.IsFinite(minimum) && double.IsFinite(maximum - minimum) && maximum > minimum))
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, $"The range from {minimum} to {maximum} must be finite and not empty.");
        if (!(center >= minimum && center <= maximum))
            throw new ArgumentOutOfRangeException(nameof(center), center, $"The center must be from {minimum} to {maximum}.");
        if (!(bandwidth > 0))
            throw new ArgumentOutOfRangeException(nameof(bandwidth), bandwidth, "The bandwidth must be above 0.");
        if (!(evenShare >= 0 && evenShare <= 1))
            throw new ArgumentOutOfRangeException(nameof(evenShare), evenShare, "The even share must be from 0 to 1.");
        (Minimum, Maximum, Center, EvenShare) = (minimum, maximum, center, evenShare);
        (Lower, Upper) = (Math.Max(minimum, center - bandwidth), Math.Min(maximum, center + bandwidth));
    }

    /// <summary>The smallest action.</summary>
    public double Minimum { get; }

    /// <summary>The largest action.</summary>
    public double Maximum { get; }

    /// <summary>The best action known.</summary>
    public double Center { get; }

    /// <summary>Lower end of the higher part.</summary>
    public double Lower { get; }

    /// <summary>Upper end of the higher part.</summary>
    public double Upper { get; }

    /// <summary>The share drawn evenly from the whole range.</summary>
    public double EvenShare { get; }

    /// <summary>The density at an action; 0 outside the range.</summary>
    public double At(double action)
    {
        if (!(action >= Minimum && action <= Maximum))
            return 0;
        double even = EvenShare / (Maximum - Minimum);
        return action >= Lower && action <= Upper ? even + ((1 - EvenShare) / (Upper - Lower)) : even;
    }

    /// <summary>Draws an action by two numbers, each uniform in [0, 1): which part, and where in it.</summary>
    public double Draw(double part, double place) =>
        part < EvenShare ? Between(Minimum, Maximum, place) : Between(Lower, Upper, place);

    private static double Between(double from, double to, double place) => Math.Clamp(from + ((to - from) * place), from, to);
}
