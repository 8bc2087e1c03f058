import type { CatalogKind } from '../../../shared/models/catalog-edit.ts';
import { EnvironmentForm } from './environment-form.tsx';
import type { FormProps } from './form-props.ts';
import { GatewayForm } from './gateway-form.tsx';
import { MasterDataGroupForm } from './master-data-group-form.tsx';
import { RegistrationGroupForm } from './registration-group-form.tsx';
import { TemplateForm } from './template-form.tsx';

export const forms: { [K in CatalogKind]: (props: FormProps<K>) => React.JSX.Element } = {
  environment: EnvironmentForm,
  gateway: GatewayForm,
  masterDataTemplate: TemplateForm,
  masterDataGroup: MasterDataGroupForm,
  registrationGroup: RegistrationGroupForm,
};
