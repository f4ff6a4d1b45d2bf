using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>Reading of what is inside the envelope of a saved policy: whatever is wrong with it is a <see cref="StateException"/>.</summary>
internal static class PolicyPayload
{
    /// <exception cref="StateException">The payload does not fit its own structure.</exception>
    public static T Read<T>(byte[] payload, Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(new MemoryStream(payload), Encoding.UTF8);
        try
        {
            T value = read(reader);
            return reader.BaseStream.Position == payload.Length ? value : throw new StateException("The saved policy has bytes left over.");
        }
        catch (Exception exception) when (exception is EndOfStreamException or ArgumentException or FormatException or OverflowException)
        {
            throw new StateException($"The saved policy is damaged: {exception.Message}", exception);
        }
    }

    public static long Count(long value, long limit, string what) =>
        value >= 0 && value <= limit ? value : throw new StateException(AdvancedRlErrorCode.StateMismatch, $"The saved policy has {value} {what} where {limit} are allowed.");

    public static int Count(int value, int limit, string what) => (int)Count((long)value, limit, what);

    public static double Finite(double value) =>
        double.IsFinite(value) ? value : throw new StateException("The saved policy holds a number that is not finite.");

    /// <summary>Bytes preceded by their number.</summary>
    public static byte[] Bytes(BinaryReader reader)
    {
        int length = reader.ReadInt32();
        if (length < 0 || length > reader.BaseStream.Length - reader.BaseStream.Position)
            throw new StateException("The saved policy's length is wrong.");
        return reader.ReadBytes(length);
    }

    /// <summary>A ridge regression, preceded by its length.</summary>
    public static LinearModel Linear(BinaryReader reader, int version, LinearModelSettings settings)
    {
        if (version < 1 || version > LinearState.Version)
            throw new StateException(AdvancedRlErrorCode.StateVersionUnsupported, $"The saved model has format {version}; this version reads formats 1 to {LinearState.Version}.");
        return LinearState.Read(Bytes(reader), version, settings);
    }

    /// <summary>Finite numbers, checked to be there before room is made for them.</summary>
    public static double[] Doubles(BinaryReader reader, int count)
    {
        if (count > (reader.BaseStream.Length - reader.BaseStream.Position) / sizeof(double))
            throw new StateException("The saved policy is truncated.");
        var values = new double[count];
        foreach (ref double value in values.AsSpan())
            value = Finite(reader.ReadDouble());
        return values;
    }

    /// <summary>Finite numbers, checked to be there before room is made for them.</summary>
    public static float[] Floats(BinaryReader reader, int count)
    {
        if (count > (reader.BaseStream.Length - reader.BaseStream.Position) / sizeof(float))
            throw new StateException("The saved policy is truncated.");
        var values = new float[count];
        foreach (ref float value in values.AsSpan())
            value = (float)Finite(reader.ReadSingle());
        return values;
    }
}
