using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core.Tests.Users;

[Trait("Category", "Unit")]
public class InMemoryUserStateStoreTests
{
    [Fact]
    public async Task SaveAsync_CallersMemoryChanges_WhatIsSavedStays()
    {
        InMemoryUserStateStore store = UserHost.Memory();
        byte[] state = [1, 2];
        await store.SaveAsync("s", "a", state);
        state[0] = 9;

        Assert.Equal([1, 2], (await store.FindAsync("s", "a"))!.Value.ToArray());
        Assert.Null(await store.FindAsync("t", "a"));
    }

    [Fact]
    public async Task SaveAsync_OverTheCapacity_TheOneNotWrittenForTheLongestIsDropped()
    {
        var store = new InMemoryUserStateStore(Options.Create(new InMemoryUserStateOptions { Capacity = 2 }));
        await store.SaveAsync("s", "a", new byte[] { 1 });
        await store.SaveAsync("s", "b", new byte[] { 2 });
        await store.SaveAsync("s", "a", new byte[] { 3 });
        await store.SaveAsync("s", "c", new byte[] { 4 });

        Assert.NotNull(await store.FindAsync("s", "a"));
        Assert.Null(await store.FindAsync("s", "b"));
        Assert.NotNull(await store.FindAsync("s", "c"));
    }
}
