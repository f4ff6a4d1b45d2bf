using AiScholar.Rl.Abstractions.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Abstractions.Tests.Configuration;

[Trait("Category", "Unit")]
public sealed class OptionsTests
{
    private const string GelBlot = "MultiModal:Processors:gel-blot";

    [Fact]
    public void ExtensionOptions_Defaults_AreTheGuides()
    {
        var options = new ExtensionOptions();

        Assert.True(options.Enabled);
        Assert.Equal((4, 1000, TimeSpan.FromSeconds(30)), (options.MaxDegreeOfParallelism, options.CacheSize, options.Timeout));
        Assert.Null(options.Priority);
        Assert.Empty(options.Parameters);
    }

    [Fact]
    public void AdvancedRlOptions_Defaults_AreTheDocumentedOnes()
    {
        var options = new AdvancedRlOptions();

        Assert.Null(options.Seed);
        Assert.Null(options.PseudonymKey);
        Assert.Equal((5, TimeSpan.FromMinutes(1)), (options.FaultsBeforeQuarantine, options.QuarantineDuration));
    }

    public static TheoryData<string, string, string> WrongValues => new()
    {
        { GelBlot + ":MaxDegreeOfParallelism", "0", $"MaxDegreeOfParallelism: The field {GelBlot}.MaxDegreeOfParallelism must be between 1 and 2147483647." },
        { GelBlot + ":MaxDegreeOfParallelism", "-4", $"MaxDegreeOfParallelism: The field {GelBlot}.MaxDegreeOfParallelism must be between 1 and 2147483647." },
        { GelBlot + ":MaxDegreeOfParallelism", "four", $"Failed to convert configuration value 'four' at '{GelBlot}:MaxDegreeOfParallelism' to type 'System.Int32'." },
        { GelBlot + ":CacheSize", "-1", $"CacheSize: The field {GelBlot}.CacheSize must be between 0 and 2147483647." },
        { GelBlot + ":CacheSize", "99999999999", $"Failed to convert configuration value '99999999999' at '{GelBlot}:CacheSize' to type 'System.Int32'." },
        { GelBlot + ":Timeout", "00:00:00", $"Timeout: The field {GelBlot}.Timeout must be between 00:00:00.0000001 and 1.00:00:00." },
        { GelBlot + ":Timeout", "-00:00:01", $"Timeout: The field {GelBlot}.Timeout must be between 00:00:00.0000001 and 1.00:00:00." },
        { GelBlot + ":Timeout", "30", $"Timeout: The field {GelBlot}.Timeout must be between 00:00:00.0000001 and 1.00:00:00." },
        { GelBlot + ":Timeout", "soon", $"Failed to convert configuration value 'soon' at '{GelBlot}:Timeout' to type 'System.TimeSpan'." },
        { GelBlot + ":Enabled", "perhaps", $"Failed to convert configuration value 'perhaps' at '{GelBlot}:Enabled' to type 'System.Boolean'." },
        { GelBlot + ":Priority", "high", $"Failed to convert configuration value 'high' at '{GelBlot}:Priority' to type 'System.Int32'." },
        { "FaultsBeforeQuarantine", "1", "FaultsBeforeQuarantine: The field AdvancedRlOptions.FaultsBeforeQuarantine must be between 2 and 1000." },
        { "FaultsBeforeQuarantine", "1001", "FaultsBeforeQuarantine: The field AdvancedRlOptions.FaultsBeforeQuarantine must be between 2 and 1000." },
        { "QuarantineDuration", "00:00:00.4", "QuarantineDuration: The field AdvancedRlOptions.QuarantineDuration must be between 00:00:00.5000000 and 1.00:00:00." },
        { "QuarantineDuration", "1.00:00:01", "QuarantineDuration: The field AdvancedRlOptions.QuarantineDuration must be between 00:00:00.5000000 and 1.00:00:00." },
        { "Seed", "dice", "Failed to convert configuration value 'dice' at 'Seed' to type 'System.Int32'." },
    };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void ValidateAdvancedRl_OneWrong_GivesItsMessage(string key, string value, string message)
    {
        using ServiceProvider services = Add(new ServiceCollection(), (key, value)).BuildServiceProvider();

        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.Equal(AdvancedRlErrorCode.InvalidConfiguration, thrown.ErrorCode);
        Assert.Equal($"AiScholar.Rl is misconfigured (1):{Environment.NewLine}- {message}", thrown.Message);
    }

    [Theory]
    [InlineData(GelBlot + ":MaxDegreeOfParallelism", "1")]
    [InlineData(GelBlot + ":CacheSize", "0")]
    [InlineData(GelBlot + ":Timeout", "00:00:00.0000001")]
    [InlineData(GelBlot + ":Timeout", "1.00:00:00")]
    [InlineData(GelBlot + ":Enabled", "False")]
    [InlineData(GelBlot + ":Priority", "-7")]
    [InlineData(GelBlot + ":Unknown", "kept for a later version")]
    [InlineData("FaultsBeforeQuarantine", "2")]
    [InlineData("QuarantineDuration", "00:00:00.5")]
    [InlineData("Seed", "-1")]
    public void ValidateAdvancedRl_AtTheLimit_Passes(string key, string value)
    {
        using ServiceProvider services = Add(new ServiceCollection(), (key, value)).BuildServiceProvider();

        Assert.Same(services, services.ValidateAdvancedRl().ValidateAdvancedRl());
    }

    private static readonly (string, string)[] SeveralWrong =
    [
        ("FaultsBeforeQuarantine", "1"), ("QuarantineDuration", "soon"), (GelBlot + ":CacheSize", "-1"), (GelBlot + ":MaxDegreeOfParallelism", "0"), (GelBlot + ":Timeout", "x"),
    ];

    [Fact]
    public void ValidateAdvancedRl_SeveralWrong_ReportsAllAtOnce()
    {
        using ServiceProvider services = Add(new ServiceCollection(), SeveralWrong).BuildServiceProvider();

        AdvancedRlException thrown = Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl());

        Assert.StartsWith("AiScholar.Rl is misconfigured (5):", thrown.Message, StringComparison.Ordinal);
        Assert.All(SeveralWrong, wrong => Assert.Contains(wrong.Item1.Split(':')[^1], thrown.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StartAsync_SeveralWrong_ReportsAllAtOnce()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        Add(builder.Services, SeveralWrong);
        using IHost host = builder.Build();

        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        string[] failures = [.. (thrown is AggregateException aggregate ? aggregate.InnerExceptions : [thrown]).Cast<OptionsValidationException>().SelectMany(exception => exception.Failures)];
        Assert.Equal(5, failures.Length);
        Assert.All(SeveralWrong, wrong => Assert.Contains(failures, failure => failure.Contains(wrong.Item1.Split(':')[^1], StringComparison.Ordinal)));
    }

    [Fact]
    public async Task StartAsync_NothingWrong_Starts()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        Add(builder.Services);
        using IHost host = builder.Build();

        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public async Task StartAsync_LoopThatNothingServes_Throws()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAdvancedRl(rl => rl.AddPersonalization("reading", _ => { }));
        using IHost host = builder.Build();

        OptionsValidationException thrown = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("Loop 'reading' has no IPersonalizer", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("Loop 'reading' has no IPersonalizer", Assert.Throws<AdvancedRlException>(() => host.Services.ValidateAdvancedRl()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ValidateAdvancedRl_OptionsOfAPackageThatBindsItself_AreReportedToo()
    {
        IConfigurationRoot configuration = Root(("Other", "x"));
        var collection = new ServiceCollection();
        collection.AddAdvancedRl();
        collection.AddOptionsWithValidateOnStart<OtherOptions>().Bind(configuration);
        using ServiceProvider services = collection.BuildServiceProvider();

        Assert.Contains("'x' at 'Other'", Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_AnyNames_IgnoreCase()
    {
        using ServiceProvider services = Add(new ServiceCollection(), (GelBlot + ":Parameters:Learning-Rate", "0.1"), (GelBlot + ":Parameters:other", "x")).BuildServiceProvider();

        IDictionary<string, string?> parameters = services.GetRequiredService<IOptionsMonitor<ExtensionOptions>>().Get(GelBlot).Parameters;

        Assert.Equal("0.1", parameters["learning-rate"]);
        Assert.Equal(2, parameters.Count);
    }

    private static IServiceCollection Add(IServiceCollection services, params (string Key, string Value)[] settings) =>
        services.AddAdvancedRl(Root(settings), rl => rl.AddMultiModal(multiModal => multiModal.AddProcessor<GelBlotProcessor>()));

    private static IConfigurationRoot Root(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build();

    private sealed class OtherOptions
    {
        public int Other { get; set; }
    }
}
