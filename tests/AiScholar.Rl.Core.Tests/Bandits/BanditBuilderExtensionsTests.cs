using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Core.Tests.Bandits;

[Trait("Category", "Unit")]
public class BanditBuilderExtensionsTests
{
    [Fact]
    public void UseLinUcb_SettingsInConfigurationAndCode_CodeWins()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Personalization:default:Policies:lin-ucb:Parameters:InitialEpsilon"] = "1",
            ["Personalization:default:Policies:lin-ucb:Parameters:FinalEpsilon"] = "0.5",
        }).Build();
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(configuration, rl => rl.AddPersonalization(loop => loop.UseLinUcb(options => (options.InitialEpsilon, options.Alpha) = (0.5, 0))))
            .BuildServiceProvider();
        IDecisionPolicy policy = services.GetRequiredKeyedService<IDecisionPolicy>("default/lin-ucb");
        PolicyInput input = BanditInputs.Dense([1], "a", "b");
        policy.Learn(input, 0, 1, 1);

        Assert.Equal(0.75, BanditInputs.Probabilities(policy, input)[0], 12);
    }

    [Fact]
    public void UseLinUcb_SettingOutOfRange_IsReportedAtStart()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddPersonalization(loop => loop.UseLinUcb(options => options.Ridge = 0)))
            .BuildServiceProvider();

        var exception = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.Contains("Ridge", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddDefaultPolicy_LoopHasAPolicy_Keeps()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddPersonalization(loop => loop.UseUniform().AddDefaultPolicy()))
            .BuildServiceProvider();

        Assert.NotNull(services.GetKeyedService<IDecisionPolicy>("default/uniform"));
        Assert.Null(services.GetKeyedService<IDecisionPolicy>("default/portfolio"));
    }

    [Fact]
    public void UseUniform_AfterTheDefault_TakesItsPlace()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddPersonalization(loop => loop.AddDefaultPolicy().UseUniform()))
            .BuildServiceProvider();

        Assert.Equal([0.25, 0.25, 0.25, 0.25], BanditInputs.Probabilities(services.GetRequiredKeyedService<IDecisionPolicy>("default/uniform"), BanditInputs.Dense([1], "a", "b", "c", "d")));
        Assert.Null(services.GetKeyedService<IDecisionPolicy>("default/portfolio"));
    }

    [Fact]
    public void UseLinUcb_InTwoLoops_LearnApart()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddPersonalization("one", loop => loop.UseLinUcb()).AddPersonalization("two", loop => loop.UseLinUcb()))
            .BuildServiceProvider();
        PolicyInput input = BanditInputs.Dense([1], "a", "b");

        services.GetRequiredKeyedService<IDecisionPolicy>("one/lin-ucb").Learn(input, 0, 1, 0.5);

        Assert.Equal([0.5, 0.5], BanditInputs.Probabilities(services.GetRequiredKeyedService<IDecisionPolicy>("two/lin-ucb"), input));
        Assert.NotEqual(0.5, BanditInputs.Probabilities(services.GetRequiredKeyedService<IDecisionPolicy>("one/lin-ucb"), input)[0]);
    }
}
