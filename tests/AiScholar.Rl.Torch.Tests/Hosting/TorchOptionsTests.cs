namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class TorchOptionsTests
{
    [Theory]
    [InlineData("auto")]
    [InlineData("cpu")]
    [InlineData("cuda")]
    [InlineData("cuda:0")]
    [InlineData("CUDA:12")]
    public void Validate_KnownDevice_Succeeds(string device) => Assert.True(new TorchOptionsValidator().Validate(null, new TorchOptions { Device = device }).Succeeded);

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:100")]
    [InlineData("cpu ")]
    public void Validate_UnknownDevice_NamesTheSetting(string device) =>
        Assert.Contains("Torch:Device", new TorchOptionsValidator().Validate(null, new TorchOptions { Device = device }).FailureMessage, StringComparison.Ordinal);

    [Fact]
    public void Validate_SeveralWrong_ReportsAll()
    {
        var result = new TorchOptionsValidator().Validate(null, new TorchOptions { Device = "gpu", Threads = 0, MaximumCheckpointBytes = 1 });

        Assert.Equal(3, result.Failures!.Count());
        Assert.All(["Torch:Device", "TorchOptions.Threads must be between 1 and 1024", "TorchOptions.MaximumCheckpointBytes must be between 4096 and"], name => Assert.Contains(result.Failures!, failure => failure.Contains(name, StringComparison.Ordinal)));
    }
}
