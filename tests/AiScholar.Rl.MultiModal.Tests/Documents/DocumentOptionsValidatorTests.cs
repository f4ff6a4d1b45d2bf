using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal.Tests.Documents;

[Trait("Category", "Unit")]
public sealed class DocumentOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_AreValid() => Assert.True(new DocumentOptionsValidator().Validate(null, new DocumentOptions()).Succeeded);

    [Fact]
    public void Validate_SeveralWrong_ReportsAllByName()
    {
        ValidateOptionsResult result = new DocumentOptionsValidator().Validate(null, new DocumentOptions { MaxPages = 0, MaxPixels = -1, PageTimeout = TimeSpan.Zero });

        Assert.True(result.Failed);
        foreach (string name in (string[])[nameof(DocumentOptions.MaxPages), nameof(DocumentOptions.MaxPixels), nameof(DocumentOptions.PageTimeout)])
            Assert.Contains(result.Failures!, failure => failure.Contains(name, StringComparison.Ordinal));
    }
}
