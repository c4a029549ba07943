alter table first_things.thing add column name text;
