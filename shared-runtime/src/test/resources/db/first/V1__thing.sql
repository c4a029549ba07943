create table first_things.thing (id int primary key);
