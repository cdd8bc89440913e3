import { changesAndPeople } from './changesAndPeople.mts';
import { connection } from './connection.mts';
import { identityFields } from './identityFields.mts';
import { jsonField } from './jsonField.mts';
import { provisioningFields } from './provisioningFields.mts';
import { searches } from './searches.mts';
import { statusInputs } from './statusInputs.mts';
import type { Table } from './badInput.mts';

/** All bad inputs, by the form that they are put into. */
export const tables: Table[] = [
	...identityFields,
	...jsonField,
	...changesAndPeople,
	...searches,
	...provisioningFields,
	...statusInputs,
	...connection,
];
