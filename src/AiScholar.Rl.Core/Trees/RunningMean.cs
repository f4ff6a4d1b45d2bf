namespace AiScholar.Rl.Core;

/// <summary>Count, mean and sum of squared deviations of a stream. Source: Welford, Technometrics 4 (1962) 419; merged as in Chan, Golub, LeVeque 1979.</summary>
internal struct RunningMean
{
    public double Count { get; set; }

    public double Mean { get; set; }

    /// <summary>Sum of squared deviations from the mean.</summary>
    public double Squares { get; set; }

    public void Add(double value)
    {
        Count++;
        double difference = value - Mean;
        Mean += difference / Count;
        Squares += difference * (value - Mean);
    }

    public static RunningMean Read(BinaryReader reader) => new()
    {
        Count = PolicyPayload.Finite(reader.ReadDouble()),
        Mean = PolicyPayload.Finite(reader.ReadDouble()),
        Squares = PolicyPayload.Finite(reader.ReadDouble()),
    };

    public readonly void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        writer.Write(Mean);
        writer.Write(Squares);
    }
}
