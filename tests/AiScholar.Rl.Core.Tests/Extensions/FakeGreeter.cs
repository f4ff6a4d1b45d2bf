namespace AiScholar.Rl.Core.Tests.Extensions;

/// <summary>An extension whose behaviour a test sets.</summary>
public sealed class FakeGreeter : IGreeter, IInitializable, IDisposable
{
    private int _initializations;
    private int _greetings;

    public Func<CancellationToken, ValueTask<string>> OnGreet { get; set; } = _ => ValueTask.FromResult("hello");

    public Func<CancellationToken, ValueTask> OnInitialize { get; set; } = _ => ValueTask.CompletedTask;

    public int Initializations => _initializations;

    public int Greetings => _greetings;

    public bool IsDisposed { get; private set; }

    public ValueTask<string> GreetAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _greetings);
        return OnGreet(cancellationToken);
    }

    public ValueTask InitializeAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _initializations);
        return OnInitialize(cancellationToken);
    }

    public void Dispose() => IsDisposed = true;
}
