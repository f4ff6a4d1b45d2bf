using AiScholar.Rl.Core.Tests.Bandits;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Core.Tests.Users;

[Trait("Category", "Unit")]
public class UsersBuilderExtensionsTests
{
    [Fact]
    public void UsePerUser_SettingsInConfigurationAndCode_CodeWins()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Personalization:default:Policies:per-user:Parameters:InitialEpsilon"] = "1",
            ["Personalization:default:Policies:per-user:Parameters:FinalEpsilon"] = "0.5",
        }).Build();
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(configuration, rl => rl.AddPersonalization(loop => loop.UsePerUser(options => (options.InitialEpsilon, options.Alpha) = (0.5, 0))))
            .BuildServiceProvider();
        IDecisionPolicy policy = services.GetRequiredKeyedService<IDecisionPolicy>("default/per-user");
        PolicyInput input = BanditInputs.Dense([1], "a", "b");
        policy.Learn(input, 0, 1, 1);

        Assert.IsAssignableFrom<IUserDecisionPolicy>(policy);
        Assert.Equal(0.75, BanditInputs.Probabilities(policy, input)[0], 12);
    }

    [Fact]
    public void UsePerUser_SettingOutOfRange_IsReportedAtStart()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddPersonalization(loop => loop.UsePerUser(options => options.MaxBytesPerUser = 1)))
            .BuildServiceProvider();

        var exception = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.Contains("MaxBytesPerUser", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UseFileUserStates_WithoutAPath_IsReportedAtStart()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.UseFileUserStates().AddPersonalization(loop => loop.UsePerUser()))
            .BuildServiceProvider();

        var exception = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.Contains("Path", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UsePerUser_HostHasAStore_KeepsIt()
    {
        InMemoryUserStateStore own = UserHost.Memory();
        using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IUserStateStore>(own)
            .AddAdvancedRl(rl => rl.AddPersonalization(loop => loop.UsePerUser()))
            .BuildServiceProvider();

        Assert.Same(own, services.GetRequiredService<IUserStateStore>());
    }

    [Fact]
    public async Task UseFileUserStates_AfterARestart_KnowsTheUser()
    {
        string folder = Directory.CreateTempSubdirectory("aischolar-users-").FullName;
        try
        {
            await using (ServiceProvider first = Services(folder))
            {
                IDecisionPolicy policy = first.GetRequiredKeyedService<IDecisionPolicy>("default/per-user");
                for (int i = 0; i < 100; i++)
                    policy.Learn(UserHost.Input([1], "ada", "a", "b"), i % 2, i % 2, 0.5);
            }

            await using ServiceProvider second = Services(folder);
            var again = (IUserDecisionPolicy)second.GetRequiredKeyedService<IDecisionPolicy>("default/per-user");
            await again.PrepareUserAsync("ada");
            Assert.True(BanditInputs.Probabilities(again, UserHost.Input([1], "ada", "a", "b"))[1] > 0.9);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ServiceProvider Services(string folder) => new ServiceCollection()
        .AddAdvancedRl(rl => rl.UseFileUserStates(folder).AddPersonalization(loop => loop.UsePerUser()))
        .BuildServiceProvider();
}
