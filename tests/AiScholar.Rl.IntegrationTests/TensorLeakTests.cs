using AiScholar.Rl;
using Microsoft.Extensions.DependencyInjection;
using TorchSharp;

namespace AiScholar.Rl.IntegrationTests;

[Trait("Category", "Integration")]
public sealed class TensorLeakTests
{
    [Fact]
    public async Task FuseAndPredict_TenThousandTimes_LeavesTheLiveTensorCountUnchanged()
    {
        await using ServiceProvider services = SdkHost.Create();
        IFeatureIntegrator integrator = services.GetRequiredKeyedService<IFeatureIntegrator>("gated-fusion");
        IPersonalizer personalizer = services.GetRequiredService<IPersonalizer>();
        var text = new TextFeatures { Embedding = Enumerable.Range(0, 64).Select(i => MathF.Sin(i)).ToArray() };
        var visual = new VisualFeatures { Elements = [], GlobalFeatures = Enumerable.Range(0, 32).Select(i => MathF.Cos(i)).ToArray() };
        var context = new UserContext { UserId = "u", RecentActions = [new UserAction { ActionType = ActionType.Search }] };
        await personalizer.ObserveAsync(context, new UserAction { ActionType = ActionType.Open });
        await integrator.IntegrateAsync(text, visual);

        long before = torch.Tensor.TotalCount;
        for (int i = 0; i < 10_000; i++)
        {
            MultiModalFeatures fused = await integrator.IntegrateAsync(text, visual);
            Assert.NotEqual(0, fused.IntegratedEmbedding.Length);
            Assert.NotNull(await personalizer.PredictNextActionAsync(context));
        }

        Assert.Equal(before, torch.Tensor.TotalCount);
    }
}
