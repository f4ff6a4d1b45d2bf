using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>The linear policies' saved state, format 2: ridge, length of contexts, counts, the shared part, then each action; matrices whole, so that
/// a loaded policy goes on exactly as the saved one. Format 1 was LinUCB's, without lengths, scales and detectors.</summary>
internal static class LinearState
{
    public const int Version = 2;

    public static byte[] Write(LinearModel model)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(model.Ridge);
            writer.Write(model.ContextLength);
            writer.Write(model.Count);
            writer.Write(model.ChangedAt);
            writer.Write(model.Changes);
            writer.Write(model.MinReward);
            writer.Write(model.MaxReward);
            writer.Write(model.Growth);
            writer.Write(model.Shared.Scale);
            WriteDetector(writer, model.Detector);
            writer.Write(model.Shared.Dimension);
            foreach (long key in model.Shared.Positions.OrderBy(pair => pair.Value).Select(pair => pair.Key))
                writer.Write(key);
            WriteMatrix(writer, model.Shared.P);
            WriteVector(writer, model.Shared.Weights, model.Shared.Dimension);
            writer.Write(model.Actions.Count);
            foreach ((string id, ArmModel action) in model.Actions.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                writer.Write(id);
                writer.Write(action.Count);
                writer.Write(action.LastUsed);
                writer.Write(action.Scale);
                WriteDetector(writer, action.Detector);
                writer.Write(action.P.Dimension);
                writer.Write(action.SharedDimension);
                WriteMatrix(writer, action.P);
                WriteVector(writer, action.Weights, action.P.Dimension);
                for (int row = 0; row < action.P.Dimension && action.SharedDimension > 0; row++)
                    WriteVector(writer, action.SharedRow(row), action.SharedDimension);
            }
        }

        return buffer.ToArray();
    }

    /// <exception cref="StateException">The payload does not fit its own structure or the options.</exception>
    public static LinearModel Read(byte[] payload, int version, LinearModelSettings options)
    {
        using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
        try
        {
            double ridge = reader.ReadDouble();
            if (!(ridge >= 1e-6 && ridge <= 1e6))
                throw new StateException($"The saved policy has ridge {ridge}.");
            double length = version == 1 ? 0 : reader.ReadDouble();
            if (!(length >= 0 && length <= 1000))
                throw new StateException($"The saved policy has contexts of length {length}.");
            var model = new LinearModel(options, ridge, length) { Count = reader.ReadInt64() };
            if (version > 1)
                ReadHistory(reader, model);
            ReadShared(reader, model.Shared, options);
            int actions = Limited(reader.ReadInt32(), options.MaxActions, nameof(LinearModelSettings.MaxActions));
            for (int i = 0; i < actions; i++)
                ReadAction(reader, version, model, options);
            return reader.BaseStream.Position == payload.Length ? model : throw new StateException("The saved policy has bytes left over.");
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new StateException($"The saved policy is damaged: {exception.Message}", exception);
        }
    }

    private static void ReadHistory(BinaryReader reader, LinearModel model)
    {
        (model.ChangedAt, model.Changes) = (reader.ReadInt64(), reader.ReadInt64());
        (model.MinReward, model.MaxReward) = (reader.ReadDouble(), reader.ReadDouble());
        (model.Growth, model.Shared.Scale) = (Positive(reader.ReadDouble()), Positive(reader.ReadDouble()));
        model.Detector = ReadDetector(reader);
    }

    private static void WriteDetector(BinaryWriter writer, IChangeDetector? detector)
    {
        writer.Write((byte)(detector switch { AdwinDetector => ChangeDetection.Adwin, PageHinkleyDetector => ChangeDetection.PageHinkley, _ => ChangeDetection.None }));
        (detector as AdwinDetector)?.Write(writer);
        (detector as PageHinkleyDetector)?.Write(writer);
    }

    private static IChangeDetector? ReadDetector(BinaryReader reader)
    {
        IChangeDetector? detector = ArmModel.CreateDetector((ChangeDetection)reader.ReadByte());
        (detector as AdwinDetector)?.Read(reader);
        (detector as PageHinkleyDetector)?.Read(reader);
        return detector;
    }

    private static void ReadShared(BinaryReader reader, SharedModel shared, LinearModelSettings options)
    {
        int dimension = Limited(reader.ReadInt32(), options.MaxSharedFeatures, nameof(LinearModelSettings.MaxSharedFeatures));
        for (int i = 0; i < dimension; i++)
            shared.Restore(reader.ReadInt64());
        shared.Resize();
        ReadMatrix(reader, shared.P);
        ReadVector(reader, shared.Weights.AsSpan(0, dimension));
    }

    private static void ReadAction(BinaryReader reader, int version, LinearModel model, LinearModelSettings options)
    {
        string id = reader.ReadString();
        var action = new ArmModel(model.Ridge) { Count = reader.ReadInt64() };
        if (version > 1)
        {
            (action.LastUsed, action.Scale) = (reader.ReadInt64(), Positive(reader.ReadDouble()));
            action.Detector = ReadDetector(reader);
        }

        int dimension = Limited(reader.ReadInt32(), options.MaxFeatures + 1, nameof(LinearModelSettings.MaxFeatures));
        int shared = Limited(reader.ReadInt32(), options.MaxSharedFeatures, nameof(LinearModelSettings.MaxSharedFeatures));
        action.Grow(dimension, shared);
        ReadMatrix(reader, action.P);
        ReadVector(reader, action.Weights.AsSpan(0, dimension));
        double[] row = new double[shared];
        for (int i = 0; i < dimension && shared > 0; i++)
        {
            ReadVector(reader, row);
            action.SetSharedRow(i, row);
        }

        model.Put(id, action);
    }

    private static void WriteMatrix(BinaryWriter writer, InverseGram matrix)
    {
        writer.Write(matrix.UpdatesSinceChecked);
        for (int row = 0; row < matrix.Dimension; row++)
        {
            for (int column = 0; column < matrix.Dimension; column++)
                writer.Write(matrix[row, column]);
        }
    }

    private static void ReadMatrix(BinaryReader reader, InverseGram matrix)
    {
        matrix.UpdatesSinceChecked = reader.ReadInt32();
        for (int row = 0; row < matrix.Dimension; row++)
        {
            for (int column = 0; column < matrix.Dimension; column++)
                matrix[row, column] = Finite(reader.ReadDouble());
        }
    }

    private static void WriteVector(BinaryWriter writer, ReadOnlySpan<double> values, int length)
    {
        foreach (double value in values[..length])
            writer.Write(value);
    }

    private static void ReadVector(BinaryReader reader, Span<double> values)
    {
        foreach (ref double value in values)
            value = Finite(reader.ReadDouble());
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : throw new StateException("The saved policy holds a number that is not finite.");

    private static double Positive(double value) => value > 0 ? Finite(value) : throw new StateException($"The saved policy has a scale of {value}.");

    private static int Limited(int value, int limit, string setting) =>
        value >= 0 && value <= limit ? value : throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved policy has {value} where {setting} allows {limit}.");
}
