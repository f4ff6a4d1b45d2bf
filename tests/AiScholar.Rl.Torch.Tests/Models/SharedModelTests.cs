namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class SharedModelTests
{
    [Fact]
    public void Exchange_WhileOthersUse_NeverShowsADisposedModel()
    {
        using var shared = new SharedModel<Model>(new Model());

        Parallel.For(0, 2_000, i =>
        {
            if (i % 10 == 0)
                shared.Exchange(new Model());
            else
                Assert.False(shared.Use(0, (model, _) => model.Touch()));
        });
    }

    [Fact]
    public void Exchange_NewModel_DisposesTheOldAndServesTheNew()
    {
        var (first, second) = (new Model(), new Model());
        using var shared = new SharedModel<Model>(first);

        shared.Exchange(second);

        Assert.True(first.IsDisposed);
        Assert.Same(second, shared.Use(0, (model, _) => model));
    }

    [Fact]
    public void Exchange_AfterDispose_ThrowsAndDisposesTheNewcomer()
    {
        var (first, second) = (new Model(), new Model());
        var shared = new SharedModel<Model>(first);
        shared.Dispose();
        shared.Dispose();

        Assert.Throws<ObjectDisposedException>(() => shared.Exchange(second));
        Assert.Throws<ObjectDisposedException>(() => shared.Use(0, (model, _) => model));
        Assert.True(first.IsDisposed && second.IsDisposed);
    }

    private sealed class Model : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public bool Touch()
        {
            var before = IsDisposed;
            Thread.SpinWait(100);
            return before || IsDisposed;
        }

        public void Dispose() => IsDisposed = true;
    }
}
