namespace AiScholar.Rl.Core;

/// <summary>A trained <see cref="FactorLearner"/>: its members, and a calibration for each size of support. Immutable.</summary>
internal sealed record FactorState(IReadOnlyList<FactorModel> Members, IReadOnlyList<MedianCalibration> Calibrations)
{
    public const string Kind = "factor-learner";
    public const int Version = 1;

    /// <summary>Sizes of support with a calibration of their own; it holds up to the next.</summary>
    public static readonly int[] Levels = [0, 1, 3, 6, 12, 24];

    public MedianCalibration CalibrationOf(int support)
    {
        if (Calibrations.Count == 0)
            return MedianCalibration.Identity;
        int level = Levels.Length - 1;
        while (Levels[level] > support)
            level--;
        return Calibrations[level];
    }

    public FactorPredictor Adapt(IReadOnlyList<MetaExample> support)
    {
        var posteriors = new FactorPosterior[Members.Count];
        var known = new (int, double)[support.Count];
        for (int member = 0; member < posteriors.Length; member++)
        {
            FactorModel model = Members[member];
            for (int i = 0; i < known.Length; i++)
                known[i] = (model.Find(support[i].Item.Id), model.Scale.Standardize(support[i].Target));
            posteriors[member] = model.Adapt(known);
        }

        return new FactorPredictor(posteriors, CalibrationOf(support.Count));
    }

    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Members.Count);
        foreach (FactorModel member in Members)
            Write(writer, member);
        writer.Write(Calibrations.Count);
        foreach (MedianCalibration calibration in Calibrations)
        {
            writer.Write(calibration.Inputs.Count);
            WriteAll(writer, [.. calibration.Inputs]);
            WriteAll(writer, [.. calibration.Outputs]);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="StateException">The payload is damaged or over a limit.</exception>
    public static FactorState Read(byte[] payload, int maximumItems)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(payload));
            var members = new FactorModel[Limited(reader.ReadInt32(), 1, 32)];
            for (int i = 0; i < members.Length; i++)
                members[i] = ReadModel(reader, maximumItems);
            int levels = reader.ReadInt32();
            if (levels != 0 && levels != Levels.Length)
                throw new FormatException($"{levels} calibrations");
            var calibrations = new MedianCalibration[levels];
            for (int i = 0; i < levels; i++)
            {
                int count = Limited(reader.ReadInt32(), 0, 1000);
                calibrations[i] = new MedianCalibration(ReadAll(reader, count), ReadAll(reader, count));
            }

            return reader.BaseStream.Position == payload.Length ? new FactorState(members, calibrations) : throw new FormatException("bytes are left over");
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new StateException($"The saved learner is damaged: {exception.Message}", exception);
        }
    }

    private static void Write(BinaryWriter writer, FactorModel model)
    {
        writer.Write(model.ItemIds.Count);
        writer.Write(model.Size);
        foreach (string id in model.ItemIds)
            writer.Write(id);
        foreach (double[] values in (double[][])[model.Items.Means, model.Items.Covariances, model.UnknownItem, model.Items.PriorCovariance, model.PriorMean, model.PriorPrecision, model.Presence.Slopes, model.Presence.Curvature])
            WriteAll(writer, values);
        WriteAll(writer, [model.Noise, model.Scale.Mean, model.Scale.Deviation, model.Scale.Minimum, model.Scale.Maximum, model.PresenceWeight, model.AnswerWeight]);
    }

    private static FactorModel ReadModel(BinaryReader reader, int maximumItems)
    {
        int count = Limited(reader.ReadInt32(), 1, maximumItems), size = Limited(reader.ReadInt32(), 2, 65);
        if (reader.BaseStream.Length - reader.BaseStream.Position < (long)count * size * size * sizeof(double))
            throw new EndOfStreamException("It is shorter than its items take.");
        string[] ids = new string[count];
        for (int i = 0; i < count; i++)
            ids[i] = reader.ReadString();
        var items = new FactorSide(count, size);
        ReadAll(reader, items.Means.Length).CopyTo(items.Means, 0);
        ReadAll(reader, items.Covariances.Length).CopyTo(items.Covariances, 0);
        double[] unknown = ReadAll(reader, size);
        ReadAll(reader, size * size).CopyTo(items.PriorCovariance, 0);
        items.UpdateMoments();
        double[] mean = ReadAll(reader, size), precision = ReadAll(reader, size * size);
        var presence = new PresenceEvidence(ReadAll(reader, count * size), ReadAll(reader, size * size));
        double[] last = ReadAll(reader, 7);
        if (!(last[0] > 0 && last[2] > 0 && last[3] <= last[4] && last[5] >= 0 && last[6] > 0))
            throw new FormatException("its noise or scale is impossible");
        return new FactorModel(ids, items, unknown, mean, precision, presence, last[0], new AnswerScale(last[1], last[2], last[3], last[4])) { PresenceWeight = last[5], AnswerWeight = last[6] };
    }

    private static void WriteAll(BinaryWriter writer, double[] values)
    {
        foreach (double value in values)
            writer.Write(value);
    }

    private static double[] ReadAll(BinaryReader reader, int count)
    {
        double[] values = new double[count];
        foreach (ref double value in values.AsSpan())
        {
            value = reader.ReadDouble();
            if (!double.IsFinite(value))
                throw new FormatException("a number is not finite");
        }

        return values;
    }

    private static int Limited(int value, int minimum, int maximum) =>
        value >= minimum && value <= maximum ? value : throw new FormatException($"{value} is not from {minimum} to {maximum}");
}
