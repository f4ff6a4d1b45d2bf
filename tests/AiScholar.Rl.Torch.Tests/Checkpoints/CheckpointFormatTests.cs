using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class CheckpointFormatTests
{
    private const long Limit = 1 << 20;

    private static Checkpoint Sample() => new()
    {
        Kind = "sample",
        ModelVersion = 3,
        Metadata = new Dictionary<string, string> { ["dimension"] = "2" },
        Tensors =
        [
            new CheckpointTensor { Name = "a", ElementType = "float32", Shape = [2, 2], Data = new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 } },
            new CheckpointTensor { Name = "b", ElementType = "int64", Shape = [], Data = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 } },
            new CheckpointTensor { Name = "empty", ElementType = "uint8", Shape = [0, 5], Data = default },
        ],
    };

    private static async Task<Checkpoint> ReadAsync(byte[] file, long limit = Limit) =>
        await CheckpointStreams.ReadAsync(new MemoryStream(file), limit, TestContext.Current.CancellationToken);

    private static async Task<StateException> FailAsync(byte[] file, long limit = Limit) => await Assert.ThrowsAsync<StateException>(() => ReadAsync(file, limit));

    [Fact]
    public async Task Read_WhatWasWritten_IsTheSame()
    {
        var sample = Sample();

        var read = await ReadAsync(CheckpointFormat.Write(sample));

        Assert.Equal((sample.Kind, sample.ModelVersion), (read.Kind, read.ModelVersion));
        Assert.Equal(sample.Metadata, read.Metadata);
        Assert.Equal(sample.Tensors.Select(tensor => (tensor.Name, tensor.ElementType)), read.Tensors.Select(tensor => (tensor.Name, tensor.ElementType)));
        Assert.All(sample.Tensors.Zip(read.Tensors), pair =>
        {
            Assert.Equal(pair.First.Shape, pair.Second.Shape);
            Assert.Equal(pair.First.Data.ToArray(), pair.Second.Data.ToArray());
        });
    }

    [Fact]
    public async Task Read_EveryTruncation_IsCorrupt()
    {
        var file = CheckpointFormat.Write(Sample());

        for (var length = 0; length < file.Length; length++)
            Assert.Equal(AdvancedRlErrorCode.StateCorrupt, (await FailAsync(file[..length])).ErrorCode);
    }

    [Fact]
    public async Task Read_EveryFlippedByte_IsAStateError()
    {
        var file = CheckpointFormat.Write(Sample());

        for (var i = 0; i < file.Length; i++)
        {
            var damaged = (byte[])file.Clone();
            damaged[i] ^= 0x40;
            await FailAsync(damaged);
        }
    }

    [Fact]
    public async Task Read_NewerFormat_SaysSo()
    {
        var file = CheckpointFormat.Write(Sample());
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), CheckpointFormat.Version + 1);

        var exception = await FailAsync(file);

        Assert.Equal(AdvancedRlErrorCode.StateVersionUnsupported, exception.ErrorCode);
        Assert.Contains($"format version {CheckpointFormat.Version + 1}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OverTheLimit_NamesTheSetting() =>
        Assert.Contains("Torch:MaximumCheckpointBytes", (await FailAsync(CheckpointFormat.Write(Sample()), limit: 100)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Read_ForeignFile_SaysItIsNoCheckpoint() =>
        Assert.Contains("no checkpoint", (await FailAsync(Encoding.UTF8.GetBytes(new string('x', 200)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"kind":null,"modelVersion":1,"metadata":{},"tensors":[]}""")]
    [InlineData("""{"kind":"k","modelVersion":1,"metadata":{},"tensors":[null]}""")]
    [InlineData("""{"kind":"k","modelVersion":1,"metadata":{},"tensors":[{"name":"a","elementType":"float32","shape":[1000000],"offset":0}]}""")]
    [InlineData("""{"kind":"k","modelVersion":1,"metadata":{},"tensors":[{"name":"a","elementType":"float32","shape":[4611686018427387904,4],"offset":0}]}""")]
    [InlineData("""{"kind":"k","modelVersion":1,"metadata":{},"tensors":[{"name":"a","elementType":"float32","shape":[-1],"offset":0}]}""")]
    [InlineData("""{"kind":"k","modelVersion":1,"metadata":{},"tensors":[{"name":"a","elementType":"complex64","shape":[1],"offset":0}]}""")]
    [InlineData("""{"kind":"k","modelVersion":1,"metadata":{},"tensors":[{"name":"a","elementType":"uint8","shape":[1],"offset":-1}]}""")]
    [InlineData("""{"kind":"k","modelVersion":1,"metadata":{},"tensors":[{"name":"a","elementType":"uint8","shape":[0],"offset":0},{"name":"a","elementType":"uint8","shape":[0],"offset":0}]}""")]
    public async Task Read_HostileHeaderWithTrueChecksum_IsCorrupt(string header)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var payload = new byte[4 + json.Length + 16];
        BinaryPrimitives.WriteInt32LittleEndian(payload, json.Length);
        json.CopyTo(payload, 4);

        Assert.Equal(AdvancedRlErrorCode.StateCorrupt, (await FailAsync(Container(payload))).ErrorCode);
    }

    [Fact]
    public void Read_AnyPayloadWithTrueChecksum_EndsOnlyInStateErrors() =>
        Gen.Byte.Array[4, 200].Sample(
            payload =>
            {
                try
                {
                    var container = Container(payload);
                    CheckpointFormat.ReadPayload(container.AsSpan(0, CheckpointFormat.PrefixLength), payload);
                }
                catch (StateException)
                {
                    return true;
                }

                return true;
            },
            iter: 5_000);

    [Theory]
    [InlineData("other", 3, AdvancedRlErrorCode.StateMismatch)]
    [InlineData("sample", 2, AdvancedRlErrorCode.StateVersionUnsupported)]
    public void Require_AnotherNetworkOrNewerLayout_IsRefused(string kind, int newest, AdvancedRlErrorCode expected) =>
        Assert.Equal(expected, Assert.Throws<StateException>(() => Sample().Require(kind, newest)).ErrorCode);

    private static byte[] Container(byte[] payload)
    {
        var file = new byte[CheckpointFormat.PrefixLength + payload.Length];
        "AISRLCKP"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), CheckpointFormat.Version);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(12), payload.Length);
        SHA256.HashData(payload, file.AsSpan(20));
        payload.CopyTo(file, CheckpointFormat.PrefixLength);
        return file;
    }
}
