namespace AiScholar.Rl.Core.Tests.Extensions;

public interface IGreeter
{
    ValueTask<string> GreetAsync(CancellationToken cancellationToken = default);
}
