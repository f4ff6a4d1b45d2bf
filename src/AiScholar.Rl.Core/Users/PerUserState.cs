using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>The per-user policy's saved state, format 1: what is known of how much users differ, then the population as the linear policies save it. Users are in their store.</summary>
internal static class PerUserState
{
    public const string Kind = "per-user";
    public const int Version = 1;

    public static byte[] Write(PerUserModel model)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            UserVariance variance = model.Variance;
            writer.Write(variance.Count);
            writer.Write(variance.Noise);
            writer.Write(variance.Deviations.Length);
            foreach (double value in variance.Deviations)
                writer.Write(value);
            foreach (double value in variance.Determined)
                writer.Write(value);
            byte[] population = LinearState.Write(model.Population);
            writer.Write(LinearState.Version);
            writer.Write(population.Length);
            writer.Write(population);
        }

        return buffer.ToArray();
    }

    /// <exception cref="StateException">The payload does not fit its own structure or the options.</exception>
    public static PerUserModel Read(byte[] payload, PerUserOptions options)
    {
        return PolicyPayload.Read(payload, Read);

        PerUserModel Read(BinaryReader reader)
        {
            long count = reader.ReadInt64();
            double noise = NotNegative(reader.ReadDouble());
            int width = reader.ReadInt32();
            if (count < 0 || width < 0 || width > options.MaxFeatures + 1)
                throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved policy has {width} coefficients where PerUserOptions.MaxFeatures allows {options.MaxFeatures} and the constant.");
            double[] deviations = ReadVector(reader, width);
            double[] determined = ReadVector(reader, width);
            LinearModel population = PolicyPayload.Linear(reader, reader.ReadInt32(), options);
            var variance = new UserVariance(options.UserVariance);
            variance.Restore(count, noise, deviations, determined);
            return new PerUserModel(options, population, variance);
        }
    }

    private static double[] ReadVector(BinaryReader reader, int count)
    {
        var values = new double[count];
        foreach (ref double value in values.AsSpan())
            value = NotNegative(reader.ReadDouble());
        return values;
    }

    private static double NotNegative(double value) =>
        double.IsFinite(value) && value >= 0 ? value : throw new StateException($"The saved policy holds the number {value} where one of at least 0 is expected.");
}
