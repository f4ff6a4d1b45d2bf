using System.Globalization;
using AiScholar.Rl;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuickStart;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    CommandLine command = CommandLine.Parse(args);
    if (command.Help)
    {
        Console.WriteLine(CommandLine.Usage);
        return 0;
    }

    // 1. A generic host, as any application has one. Settings: appsettings.json, then appsettings.{Environment}.json, then the YAML file.
    HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
    builder.Configuration.AddYamlFile("researcher.yaml");

    // 2. The SDK with every built-in.
    builder.Services.AddAdvancedRl(builder.Configuration.GetSection("AdvancedRl"), rl => rl
        .AddDefaults()
        .Configure(options => options.Seed = command.Seed));

    using IHost host = builder.Build();
    await host.StartAsync();
    IServiceProvider services = host.Services;

    // 3. What it is for: each step is one file of this sample.
    OutputFolder? output = command.Output is null ? null : new OutputFolder(command.Output, services.GetRequiredService<ElementContentRegistry>());
    await ReadPaper.RunAsync(services.GetRequiredService<IDocumentAnalyzer>(), command.Paper, output);
    if (!command.OnlyDocument)
    {
        await ServeResearcher.RunAsync(services.GetRequiredService<IPersonalizer>(), services.GetRequiredService<IExperienceStore>(), command.Seed, output);
        await PredictNextAction.RunAsync(services.GetRequiredService<IPersonalizer>(), command.Seed, output);
        await OptimizeWorkflow.RunAsync(services.GetRequiredService<IResearchAssistant>(), command.Seed, output);
        await LearnPatterns.RunAsync(services.GetRequiredService<IResearchAssistant>(), command.Seed, output);
        await ReportDiagnostics.RunAsync(services.GetRequiredService<IRlDiagnostics>(), output);
    }

    output?.Report();
    await host.StopAsync();
    return 0;
}
catch (Exception exception) when (exception is InputException or DocumentException)
{
    Console.Error.WriteLine(string.Join(' ', exception.Message.Split('\n', '\r').Where(line => line.Length > 0)));
    return 2;
}
