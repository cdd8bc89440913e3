import { changesAndPeople } from './changesAndPeople.mts';
import { choices } from './choices.mts';
import { codes } from './codes.mts';
import { columnInputs } from './columns.mts';
import { companyForm } from './companyForm.mts';
import { connection } from './connection.mts';
import { damagedFields } from './damagedFields.mts';
import { identityFields } from './identityFields.mts';
import { jsonField } from './jsonField.mts';
import { people } from './people.mts';
import { provisioningFields } from './provisioningFields.mts';
import { searches } from './searches.mts';
import { statusInputs } from './statusInputs.mts';
import type { Table } from './badInput.mts';

/** All bad inputs, by the form that they are put into. */
export const tables: Table[] = [
	...identityFields,
	...damagedFields,
	...codes,
	...jsonField,
	...changesAndPeople,
	...people,
	...choices,
	...searches,
	...provisioningFields,
	...statusInputs,
	...columnInputs,
	...companyForm,
	...connection,
];
