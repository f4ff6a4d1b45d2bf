using System.Buffers.Binary;
using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>
/// A user's saved state, format 1, little-endian: version (byte), CRC-32C of what follows (uint32), rewards (int64), actions (int32); each action: id
/// (uint16 length, UTF-8), rewards and last reward (int64 each), coefficients (int32, negative when sparse), indices when sparse (int32 each),
/// precisions and evidence (float32 each).
/// </summary>
internal static class UserModelFormat
{
    public const byte Version = 1;
    public const int HeaderBytes = 1 + sizeof(uint) + sizeof(long) + sizeof(int);
    private const int ChecksumEnd = 1 + sizeof(uint);
    private const int ActionHeaderBytes = sizeof(ushort) + (2 * sizeof(long)) + sizeof(int);

    public static int ActionBytes(string id, int count, bool isSparse) =>
        ActionHeaderBytes + Encoding.UTF8.GetByteCount(id) + (count * (isSparse ? 12 : 8));

    /// <summary>Writes the model; returns the length, which is its <see cref="UserModel.StoredBytes"/>.</summary>
    public static int Write(UserModel model, Span<byte> destination)
    {
        destination[0] = Version;
        int at = ChecksumEnd;
        Write(destination, ref at, model.Count);
        Write(destination, ref at, model.Actions.Count);
        foreach (UserEvidence action in model.Actions)
        {
            int length = Encoding.UTF8.GetBytes(action.ActionId, destination[(at + sizeof(ushort))..]);
            BinaryPrimitives.WriteUInt16LittleEndian(destination[at..], checked((ushort)length));
            at += sizeof(ushort) + length;
            Write(destination, ref at, action.Uses);
            Write(destination, ref at, action.LastUse);
            Write(destination, ref at, action.IsSparse ? -action.Count : action.Count);
            foreach (int index in action.IsSparse ? action.Indices : [])
                Write(destination, ref at, index);
            Write(destination, ref at, action.Precision);
            Write(destination, ref at, action.Evidence);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(destination[1..], Crc32C.Compute(destination[ChecksumEnd..at]));
        return at;
    }

    /// <exception cref="StateException">The bytes are damaged or of a newer format.</exception>
    public static UserModel Read(ReadOnlySpan<byte> source, Func<string, string> intern, int maxFeatures)
    {
        if (source.Length < HeaderBytes)
            throw new StateException($"A user's state has {source.Length} bytes; it is truncated.");
        if (source[0] is 0 or > Version)
            throw new StateException(AdvancedRlErrorCode.StateVersionUnsupported, $"A user's state has format {source[0]}; this version reads format 1 to {Version}.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(source[1..]) != Crc32C.Compute(source[ChecksumEnd..]))
            throw new StateException("A user's state is damaged: its checksum does not match.");
        try
        {
            return ReadChecked(source, intern, maxFeatures);
        }
        catch (ArgumentException exception)
        {
            throw new StateException($"A user's state is damaged: {exception.Message}", exception);
        }
    }

    private static UserModel ReadChecked(ReadOnlySpan<byte> source, Func<string, string> intern, int maxFeatures)
    {
        int at = ChecksumEnd;
        var model = new UserModel { Count = ReadInt64(source, ref at) };
        int actions = ReadInt32(source, ref at);
        for (int i = 0; i < actions; i++)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(source[at..]);
            string id = intern(Encoding.UTF8.GetString(source.Slice(at + sizeof(ushort), length)));
            at += sizeof(ushort) + length;
            var action = new UserEvidence(id) { Uses = ReadInt64(source, ref at), LastUse = ReadInt64(source, ref at) };
            int stored = ReadInt32(source, ref at);
            bool isSparse = stored < 0;
            int count = isSparse ? unchecked(-stored) : stored;
            if (count < 0 || count > maxFeatures + 1)
                throw new StateException(AdvancedRlErrorCode.StateMismatch, $"A user's state has {count} coefficients; PerUserOptions.MaxFeatures allows {maxFeatures} and the constant.");
            int[]? indices = isSparse ? new int[count] : null;
            int last = -1;
            for (int term = 0; isSparse && term < count; term++)
            {
                indices![term] = ReadInt32(source, ref at);
                if (indices[term] <= last || indices[term] > maxFeatures)
                    throw new StateException($"A user's state has index {indices[term]} after {last}.");
                last = indices[term];
            }

            action.Restore(indices, ReadFloats(source, ref at, count, 0), ReadFloats(source, ref at, count, float.NegativeInfinity));
            model.Add(action);
        }

        return at == source.Length ? model : throw new StateException("A user's state has bytes left over.");
    }

    private static void Write(Span<byte> destination, ref int at, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(destination[at..], value);
        at += sizeof(long);
    }

    private static void Write(Span<byte> destination, ref int at, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(destination[at..], value);
        at += sizeof(int);
    }

    private static void Write(Span<byte> destination, ref int at, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(destination[at..], value);
            at += sizeof(float);
        }
    }

    private static long ReadInt64(ReadOnlySpan<byte> source, ref int at)
    {
        long value = BinaryPrimitives.ReadInt64LittleEndian(source[at..]);
        at += sizeof(long);
        return value >= 0 ? value : throw new StateException("A user's state has a negative count.");
    }

    private static int ReadInt32(ReadOnlySpan<byte> source, ref int at)
    {
        int value = BinaryPrimitives.ReadInt32LittleEndian(source[at..]);
        at += sizeof(int);
        return value;
    }

    private static float[] ReadFloats(ReadOnlySpan<byte> source, ref int at, int count, float least)
    {
        ReadOnlySpan<byte> bytes = source.Slice(at, count * sizeof(float));
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
            if (!float.IsFinite(values[i]) || values[i] < least)
                throw new StateException($"A user's state holds the number {values[i]}.");
        }

        at += bytes.Length;
        return values;
    }
}
