namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class CheckpointStreamsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("checkpoints-");

    private string File => Path.Combine(_folder.FullName, "below", "model.ckpt");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    private static Checkpoint Sample(int bytes = 10) => new()
    {
        Kind = "sample",
        ModelVersion = 1,
        Tensors = [new CheckpointTensor { Name = "a", ElementType = "uint8", Shape = [bytes], Data = new byte[bytes] }],
    };

    [Fact]
    public async Task WriteFile_OverAnOlderOne_ReplacesItAndLeavesNoTemporaryFile()
    {
        await CheckpointStreams.WriteFileAsync(Sample(10), File, Token);
        await CheckpointStreams.WriteFileAsync(Sample(3_000_000), File, Token);

        var read = await CheckpointStreams.ReadFileAsync(File, 1 << 24, Token);

        Assert.Equal(3_000_000, read.Tensors[0].Data.Length);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public async Task WriteFile_Cancelled_LeavesTheOldFile()
    {
        await CheckpointStreams.WriteFileAsync(Sample(10), File, Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await CheckpointStreams.WriteFileAsync(Sample(20), File, new CancellationToken(canceled: true)));

        Assert.Equal(10, (await CheckpointStreams.ReadFileAsync(File, 1 << 20, Token)).Tensors[0].Data.Length);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public async Task ReadFile_BytesAfterTheEnd_IsCorruptAndNamesTheFile()
    {
        await CheckpointStreams.WriteFileAsync(Sample(), File, Token);
        await System.IO.File.AppendAllTextAsync(File, "more", Token);

        var exception = await Assert.ThrowsAsync<StateException>(async () => await CheckpointStreams.ReadFileAsync(File, 1 << 20, Token));

        Assert.Contains(File, exception.Message, StringComparison.Ordinal);
        Assert.Contains("4 bytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadFile_Absent_SaysSo() =>
        Assert.Contains("does not exist", (await Assert.ThrowsAsync<StateException>(async () => await CheckpointStreams.ReadFileAsync(File, 1 << 20, Token))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Read_TwoInOneStream_LeavesTheStreamAfterTheFirst()
    {
        var stream = new MemoryStream();
        await CheckpointStreams.WriteAsync(Sample(5), stream, Token);
        await CheckpointStreams.WriteAsync(Sample(7), stream, Token);
        stream.Position = 0;

        Assert.Equal(5, (await CheckpointStreams.ReadAsync(stream, 1 << 20, Token)).Tensors[0].Data.Length);
        Assert.Equal(7, (await CheckpointStreams.ReadAsync(stream, 1 << 20, Token)).Tensors[0].Data.Length);
    }
}
