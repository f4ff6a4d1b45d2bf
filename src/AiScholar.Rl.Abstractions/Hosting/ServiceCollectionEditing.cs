using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl;

internal static class ServiceCollectionEditing
{
    /// <summary>Removes an extension: its descriptor, its keyed service and, unless kept, the options it set in code.</summary>
    public static void RemoveAll(this IServiceCollection services, ExtensionDescriptor descriptor, bool keepOptions)
    {
        for (int i = services.Count - 1; i >= 0; i--)
        {
            ServiceDescriptor service = services[i];
            bool isService = service.IsKeyedService && service.ServiceType == descriptor.Contract && Equals(service.ServiceKey, descriptor.ServiceKey);
            bool isDescriptor = !service.IsKeyedService && ReferenceEquals(service.ImplementationInstance, descriptor);
            bool isOptions = !keepOptions && !service.IsKeyedService && service.ImplementationInstance is ExtensionConfigureOptions options && options.Owner.OptionsName == descriptor.OptionsName;
            if (isService || isDescriptor || isOptions)
                services.RemoveAt(i);
        }
    }
}
