using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>The linear policies' saved state, format 1: ridge, counts, the shared part, then each action; matrices whole, so that a loaded policy goes on exactly as the saved one.</summary>
internal static class LinearState
{
    public const int Version = 1;

    public static byte[] Write(LinearModel model)
    {
        using var buffer = new MemoryStream();
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(model.Ridge);
            writer.Write(model.Count);
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
    public static LinearModel Read(byte[] payload, LinearModelSettings options)
    {
        using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
        try
        {
            double ridge = reader.ReadDouble();
            if (!(ridge >= 1e-6 && ridge <= 1e6))
                throw new StateException($"The saved policy has ridge {ridge}.");
            var model = new LinearModel(options, ridge);
            model.Count = reader.ReadInt64();
            ReadShared(reader, model.Shared, options);
            int actions = Limited(reader.ReadInt32(), options.MaxActions, nameof(LinearModelSettings.MaxActions));
            for (int i = 0; i < actions; i++)
                ReadAction(reader, model, options);
            return reader.BaseStream.Position == payload.Length ? model : throw new StateException("The saved policy has bytes left over.");
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException)
        {
            throw new StateException($"The saved policy is damaged: {exception.Message}", exception);
        }
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

    private static void ReadAction(BinaryReader reader, LinearModel model, LinearModelSettings options)
    {
        string id = reader.ReadString();
        var action = new ArmModel(model.Ridge) { Count = reader.ReadInt64() };
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

        model.Actions.Add(id, action);
    }

    private static void WriteMatrix(BinaryWriter writer, InverseGram matrix)
    {
        writer.Write(matrix.UpdatesSinceSymmetrized);
        for (int row = 0; row < matrix.Dimension; row++)
        {
            for (int column = 0; column < matrix.Dimension; column++)
                writer.Write(matrix[row, column]);
        }
    }

    private static void ReadMatrix(BinaryReader reader, InverseGram matrix)
    {
        matrix.UpdatesSinceSymmetrized = reader.ReadInt32();
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

    private static int Limited(int value, int limit, string setting) =>
        value >= 0 && value <= limit ? value : throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved policy has {value} where {setting} allows {limit}.");
}
