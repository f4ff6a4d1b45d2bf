using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core.Tests.Users;

[Trait("Category", "Unit")]
public sealed class FileUserStateStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aischolar-users-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task FindAsync_Saved_IsTheLatest()
    {
        await using FileUserStateStore store = Open();
        await store.SaveAsync("s", "a", new byte[] { 1 });
        await store.SaveAsync("s", "a", new byte[] { 2, 3 });
        await store.SaveAsync("other", "a", new byte[] { 4 });

        Assert.Equal([2, 3], await FindAsync(store, "a"));
        Assert.Equal([4], (await store.FindAsync("other", "a"))!.Value.ToArray());
        Assert.Null(await store.FindAsync("s", "b"));
    }

    [Fact]
    public async Task FindAsync_AfterReopening_IsAllThereAgain()
    {
        await using (FileUserStateStore store = Open())
        {
            for (int i = 0; i < 500; i++)
                await store.SaveAsync("s", $"u{i % 100}", State(i));
            await store.RemoveAsync("s", "u7");
        }

        await using FileUserStateStore again = Open();
        for (int i = 0; i < 100; i++)
            Assert.Equal(i == 7 ? null : State(400 + i), await FindAsync(again, $"u{i}"));
        Assert.Equal(99, again.Size.Users);
    }

    [Fact]
    public async Task RemoveAsync_Saved_IsGoneAndItsBytesAreErased()
    {
        byte[] secret = "a secret of this user"u8.ToArray();
        await using FileUserStateStore store = Open();
        await store.SaveAsync("s", "someone", secret);
        await store.SaveAsync("s", "other", new byte[] { 1 });

        Assert.True(await store.RemoveAsync("s", "someone"));
        Assert.False(await store.RemoveAsync("s", "someone"));
        Assert.Null(await store.FindAsync("s", "someone"));
        await store.DisposeAsync();
        byte[] file = await File.ReadAllBytesAsync(Files().Single());
        Assert.True(file.AsSpan().IndexOf(secret) < 0);
        Assert.True(file.AsSpan().IndexOf("someone"u8) < 0);
        await using FileUserStateStore again = Open();
        Assert.Equal([1], await FindAsync(again, "other"));
        Assert.Equal(1, again.Size.Users);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(40)]
    public async Task FindAsync_TailCutShortByACrash_OnlyTheLastIsDropped(int cut)
    {
        await using (FileUserStateStore store = Open())
        {
            await store.SaveAsync("s", "a", State(1));
            await store.SaveAsync("s", "b", State(2));
        }

        using (FileStream file = File.OpenWrite(Files().Single()))
            file.SetLength(file.Length - cut);

        await using (FileUserStateStore store = Open())
        {
            Assert.Equal(State(1), await FindAsync(store, "a"));
            Assert.Null(await store.FindAsync("s", "b"));
            await store.SaveAsync("s", "b", State(3));
        }

        await using FileUserStateStore again = Open();
        Assert.Equal(State(3), await FindAsync(again, "b"));
    }

    [Fact]
    public async Task FindAsync_LastRecordGarbled_OnlyItIsDropped()
    {
        await using (FileUserStateStore store = Open())
        {
            await store.SaveAsync("s", "a", State(1));
            await store.SaveAsync("s", "b", State(2));
        }

        Flip(Files().Single(), -3);
        await using FileUserStateStore again = Open();
        Assert.Equal(State(1), await FindAsync(again, "a"));
        Assert.Null(await again.FindAsync("s", "b"));
    }

    [Fact]
    public async Task FindAsync_OldFileDamaged_IsRefused()
    {
        await FillAsync(users: 200, rounds: 1);
        string first = Files()[0];
        Flip(first, UserLogSegment.FileHeaderLength + 5);

        await using FileUserStateStore store = Open();
        var exception = await Assert.ThrowsAsync<StateException>(async () => await store.FindAsync("s", "u1"));

        Assert.Equal(AdvancedRlErrorCode.StateCorrupt, exception.ErrorCode);
        Assert.Contains(first, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_StateDamagedInAnOldFile_IsRefusedAndOthersAreServed()
    {
        await FillAsync(users: 200, rounds: 1);
        Flip(Files()[0], UserLogSegment.FileHeaderLength + UserLogRecord.HeaderLength + 20);

        await using FileUserStateStore store = Open();
        await Assert.ThrowsAsync<StateException>(async () => await store.FindAsync("s", "u0"));
        Assert.NotNull(await store.FindAsync("s", "u1"));
    }

    [Fact]
    public async Task FindAsync_FileOfANewerFormat_SaysSo()
    {
        await FillAsync(users: 1, rounds: 1);
        Flip(Files()[0], 5);

        await using FileUserStateStore store = Open();
        var exception = await Assert.ThrowsAsync<StateException>(async () => await store.FindAsync("s", "u0"));

        Assert.Equal(AdvancedRlErrorCode.StateVersionUnsupported, exception.ErrorCode);
    }

    [Fact]
    public async Task FindAsync_FolderInUse_IsRefused()
    {
        await using FileUserStateStore store = Open();
        await store.SaveAsync("s", "a", State(1));
        await using FileUserStateStore second = Open();

        await Assert.ThrowsAsync<IOException>(async () => await second.FindAsync("s", "a"));
    }

    [Fact]
    public async Task SaveAsync_MuchSuperseded_FilesAreRewrittenWithoutIt()
    {
        await using FileUserStateStore store = Open();
        for (int round = 0; round < 30; round++)
        {
            for (int user = 0; user < 50; user++)
                await store.SaveAsync("s", $"u{user}", State((round * 50) + user));
            await store.Compaction;
        }

        await store.RemoveAsync("s", "u3");
        long live = 50 * (State(0).Length + 60);
        Assert.InRange(store.Size.Bytes, 49 * State(0).Length, (2 * live) + (3 * 65_536));
        for (int user = 0; user < 50; user++)
            Assert.Equal(user == 3 ? null : State((29 * 50) + user), await FindAsync(store, $"u{user}"));
        await store.DisposeAsync();

        await using FileUserStateStore again = Open();
        for (int user = 0; user < 50; user++)
            Assert.Equal(user == 3 ? null : State((29 * 50) + user), await FindAsync(again, $"u{user}"));
    }

    [Fact]
    public async Task SaveAsync_ManyThreadsDuringCompaction_EachReadsTheirLatest()
    {
        await using FileUserStateStore store = Open();
        await Parallel.ForAsync(0, 16, async (thread, token) =>
        {
            for (int i = 0; i < 150; i++)
            {
                await store.SaveAsync("s", $"u{thread}", State((thread * 1000) + i), token);
                Assert.Equal(State((thread * 1000) + i), await FindAsync(store, $"u{thread}"));
            }
        });
        await store.Compaction;
        Assert.Equal(16, store.Size.Users);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task SaveAsync_NoKey_IsRefused(string? key)
    {
        await using FileUserStateStore store = Open();

        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await store.SaveAsync("s", key!, default));
    }

    private static byte[] State(int number)
    {
        byte[] state = new byte[1000];
        new Random(number).NextBytes(state);
        return state;
    }

    private static async Task<byte[]?> FindAsync(FileUserStateStore store, string key) => (await store.FindAsync("s", key))?.ToArray();

    private static void Flip(string path, long position)
    {
        using FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = position < 0 ? file.Length + position : position;
        int value = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(value ^ 0x5a));
    }

    private async Task FillAsync(int users, int rounds)
    {
        await using FileUserStateStore store = Open();
        for (int i = 0; i < users * rounds; i++)
            await store.SaveAsync("s", $"u{i % users}", State(i));
    }

    private string[] Files() => [.. Directory.EnumerateFiles(_folder, "*.log").Order(StringComparer.Ordinal)];

    private FileUserStateStore Open() =>
        new(Options.Create(new FileUserStateOptions { Path = _folder, MaxSegmentBytes = 65_536 }), NullLogger<FileUserStateStore>.Instance);
}
